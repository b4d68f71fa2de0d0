console.log('never: linking comes first');
export const present = 1;
