export const value = 'ORIGINAL';
export const named = () => value.toLowerCase();
