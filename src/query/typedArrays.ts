/** Elements of typed arrays, read from captured bytes. */
import type { Value } from './api.js';
import { elementBytes } from './elementBytes.js';
import type { ObjectState } from './objectState.js';

type Read = (view: DataView, offset: number) => number | bigint;

const READERS: Readonly<Record<string, Read>> = {
  Int8Array: (v, o) => v.getInt8(o),
  Uint8Array: (v, o) => v.getUint8(o),
  Uint8ClampedArray: (v, o) => v.getUint8(o),
  Buffer: (v, o) => v.getUint8(o),
  Int16Array: (v, o) => v.getInt16(o, true),
  Uint16Array: (v, o) => v.getUint16(o, true),
  Float16Array: (v, o) => half(v.getUint16(o, true)),
  Int32Array: (v, o) => v.getInt32(o, true),
  Uint32Array: (v, o) => v.getUint32(o, true),
  Float32Array: (v, o) => v.getFloat32(o, true),
  Float64Array: (v, o) => v.getFloat64(o, true),
  BigInt64Array: (v, o) => v.getBigInt64(o, true),
  BigUint64Array: (v, o) => v.getBigUint64(o, true),
};

type Write = (view: DataView, offset: number, value: number | bigint) => void;

const WRITERS: Readonly<Record<string, Write>> = {
  Int8Array: (v, o, n) => v.setInt8(o, Number(n)),
  Uint8Array: (v, o, n) => v.setUint8(o, Number(n)),
  Uint8ClampedArray: (v, o, n) => v.setUint8(o, Number(n)),
  Buffer: (v, o, n) => v.setUint8(o, Number(n)),
  Int16Array: (v, o, n) => v.setInt16(o, Number(n), true),
  Uint16Array: (v, o, n) => v.setUint16(o, Number(n), true),
  Int32Array: (v, o, n) => v.setInt32(o, Number(n), true),
  Uint32Array: (v, o, n) => v.setUint32(o, Number(n), true),
  Float32Array: (v, o, n) => v.setFloat32(o, Number(n), true),
  Float64Array: (v, o, n) => v.setFloat64(o, Number(n), true),
  BigInt64Array: (v, o, n) => v.setBigInt64(o, BigInt(n), true),
  BigUint64Array: (v, o, n) => v.setBigUint64(o, BigInt(n), true),
};

/** The captured bytes with the elements that were assigned since. */
export function bytesWith(kind: string, bytes: Uint8Array, written: ReadonlyMap<number, Value>): Uint8Array {
  const size = elementBytes(kind);
  const write = WRITERS[kind];
  if (write === undefined || written.size === 0) return bytes;
  const copy = bytes.slice();
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  for (const [index, value] of written) {
    const n = value.kind === 'number' ? value.value : value.kind === 'bigint' ? BigInt(value.digits) : undefined;
    if (n !== undefined && (index + 1) * size <= copy.byteLength) write(view, index * size, n);
  }
  return copy;
}

/** A DataView has no elements. */
export const typedLength = (state: ObjectState): number => state.length;

/** `shift`: byte offset of element 0. Unknown beyond what was captured. */
export function typedElement(kind: string, bytes: Uint8Array | undefined, shift: number, index: number): Value {
  const read = READERS[kind];
  if (read === undefined || bytes === undefined) return { kind: 'unknown', why: 'not captured' };
  const size = elementBytes(kind);
  const offset = shift + index * size;
  if (offset + size > bytes.byteLength) return { kind: 'unknown', why: 'not captured' };
  const value = read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset);
  return typeof value === 'bigint' ? { kind: 'bigint', digits: String(value) } : { kind: 'number', value };
}

/** IEEE half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
