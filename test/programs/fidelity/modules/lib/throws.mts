const reason = 'thrown while the module ran';
export const never = 1;
throw new RangeError(reason);
