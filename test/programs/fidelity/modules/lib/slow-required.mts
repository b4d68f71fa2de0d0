await null;
export const value = 1;
