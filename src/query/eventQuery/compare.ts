/** `field === operand` and the like, for a value and for all values between two bounds. */
import type { Value } from '../api.js';
import type { Comparison } from './parse.js';
import { FALSE, NEITHER, OPEN, type Truth, truthOf } from './truth.js';

type Operand = Comparison['operand'];

/** Neither: the two cannot be compared in this way. */
export function compared(value: Value, sign: string, operand: Operand): Truth {
  const isEqual = sign.startsWith('=');
  if (isEqual || sign.startsWith('!')) {
    return value.kind === 'unknown' ? NEITHER : truthOf(same(value, operand) === isEqual);
  }
  if (value.kind === 'number' && typeof operand === 'number') return truthOf(ordered(value.value, sign, operand));
  return value.kind === 'string' && typeof operand === 'string'
    ? truthOf(ordered(value.value, sign, operand))
    : NEITHER;
}

/** `NaN` is itself here: nobody who asks for it wants nothing. */
function same(value: Value, operand: Operand): boolean {
  switch (value.kind) {
    case 'number':
      return (
        typeof operand === 'number' && (value.value === operand || (Number.isNaN(value.value) && Number.isNaN(operand)))
      );
    case 'string':
    case 'boolean':
      return value.value === operand;
    case 'null':
      return operand === null;
    case 'undefined':
      return operand === undefined;
    default:
      return false;
  }
}

function ordered<T extends number | string>(value: T, sign: string, operand: T): boolean {
  switch (sign) {
    case '<':
      return value < operand;
    case '<=':
      return value <= operand;
    case '>':
      return value > operand;
    default:
      return value >= operand;
  }
}

/** For a segment: positions and times of its events lie between these. */
export function holdsBetween(
  comparison: Comparison | undefined,
  bounds: Readonly<Record<'seq' | 'time', readonly [number, number]>>,
): Truth {
  if (comparison === undefined) return OPEN;
  const { field, sign, operand } = comparison;
  if ((field !== 'seq' && field !== 'time') || typeof operand !== 'number') return OPEN;
  const [from, to] = bounds[field];
  if (sign.startsWith('!')) return OPEN;
  if (sign.startsWith('=')) return operand < from || operand > to ? FALSE : OPEN;
  const [first, last] = [ordered(from, sign, operand), ordered(to, sign, operand)];
  return first === last ? truthOf(first) : OPEN;
}
