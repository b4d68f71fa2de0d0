export const fromTwo = 'two';
export const conflict = 2;
export const shared = 'two';
