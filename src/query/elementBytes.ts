/** Bytes of one element of a typed array, by its kind; a DataView has no elements. */
const SIZES: Readonly<Record<string, number>> = {
  Int16Array: 2,
  Uint16Array: 2,
  Float16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
  Float32Array: 4,
  Float64Array: 8,
  BigInt64Array: 8,
  BigUint64Array: 8,
};

export const elementBytes = (kind: string): number => SIZES[kind] ?? 1;
