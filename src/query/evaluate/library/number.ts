/** Number, BigInt, Boolean, Symbol and Math: JavaScript's own functions, on primitives. */
import { countText } from '../../../base/numbers.js';
import { computed } from '../operators.js';
import { type Machine, numberOperand, type Operand, refused, stringOperand, typeFault } from '../operand.js';
import { fromHost, type Primitive, toHost, toNumber, toPrimitive } from '../primitives.js';
import { type HostFunction, hostArguments, localeArguments, NUMBERS, onPrimitives, TEXTS } from './host.js';
import { argument, type Functions, functionsOf, type Method, type MethodCall, neverTheSame } from './method.js';

/** A method of a primitive's own class, called on a primitive of that type (or an object around one). */
function method(
  type: string,
  of: HostFunction,
  read: (call: MethodCall) => readonly unknown[] = (call) => hostArguments(call, NUMBERS),
): Method {
  return (call) => {
    const self = toPrimitive(call.self, 'number', call.machine);
    if (typeof self !== type) throw typeFault(`a method of ${type}s was called on something else`);
    if (typeof self === 'bigint') call.machine.meter.text(self.toString(16).length);
    return fromHost(
      computed(() => Reflect.apply(of, self, read(call)) as Primitive),
      call.machine.symbols,
    );
  };
}

const { toExponential, toFixed, toPrecision } = Number.prototype;

export const NUMBER_METHODS: Functions = functionsOf({
  toExponential: method('number', toExponential as HostFunction),
  toFixed: method('number', toFixed as HostFunction),
  toPrecision: method('number', toPrecision as HostFunction),
  toString: method('number', Number.prototype.toString as HostFunction),
  toLocaleString: method('number', Number.prototype.toLocaleString as HostFunction, localeArguments),
  valueOf: method('number', Number.prototype.valueOf as HostFunction),
});

export const BIGINT_METHODS: Functions = functionsOf({
  toString: method('bigint', BigInt.prototype.toString as HostFunction),
  toLocaleString: method('bigint', BigInt.prototype.toLocaleString as HostFunction, localeArguments),
  valueOf: method('bigint', BigInt.prototype.valueOf as HostFunction),
});

export const BOOLEAN_METHODS: Functions = functionsOf({
  toString: method('boolean', Boolean.prototype.toString as HostFunction),
  valueOf: method('boolean', Boolean.prototype.valueOf as HostFunction),
});

export const SYMBOL_METHODS: Functions = functionsOf({
  toString: method('symbol', Symbol.prototype.toString as HostFunction),
});

/** These look at the value itself, without converting it. */
const asIs =
  (of: (value: Primitive | object) => boolean): Method =>
  (call) => {
    const value = argument(call, 0);
    const isPrimitive = value.kind !== 'object' && value.kind !== 'made';
    return fromHost(of(isPrimitive ? toHost(value, call.machine.symbols) : {}), call.machine.symbols);
  };

export const NUMBER_FUNCTIONS: Functions = new Map<string, Operand>([
  ...functionsOf({
    isFinite: asIs((value) => Number.isFinite(value)),
    isInteger: asIs((value) => Number.isInteger(value)),
    isNaN: asIs((value) => Number.isNaN(value)),
    isSafeInteger: asIs((value) => Number.isSafeInteger(value)),
    parseFloat: onPrimitives(Number.parseFloat as HostFunction, TEXTS),
    parseInt: onPrimitives(Number.parseInt as HostFunction, ['string', 'number']),
  }),
  ...(
    [
      'EPSILON',
      'MAX_SAFE_INTEGER',
      'MAX_VALUE',
      'MIN_SAFE_INTEGER',
      'MIN_VALUE',
      'NaN',
      'NEGATIVE_INFINITY',
      'POSITIVE_INFINITY',
    ] as const
  ).map((name) => [name, numberOperand(Number[name])] as const),
]);

/** Digits of a BigInt beyond this are refused. */
const MAX_BITS = 1_000_000;

function wrapped(of: (bits: number, value: bigint) => bigint): Method {
  return (call) => {
    const bits = toNumber(argument(call, 0), call.machine);
    if (bits > MAX_BITS) throw refused(`the result would have more than ${countText(MAX_BITS)} bits`);
    const value = toPrimitive(argument(call, 1), 'number', call.machine);
    return fromHost(
      computed(() => of(bits, BigInt(value as bigint))),
      call.machine.symbols,
    );
  };
}

export const BIGINT_FUNCTIONS: Functions = functionsOf({
  asIntN: wrapped((bits, value) => BigInt.asIntN(bits, value)),
  asUintN: wrapped((bits, value) => BigInt.asUintN(bits, value)),
});

const MATH_FUNCTIONS = [
  'abs',
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atan2',
  'atanh',
  'cbrt',
  'ceil',
  'clz32',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'floor',
  'fround',
  'hypot',
  'imul',
  'log',
  'log10',
  'log1p',
  'log2',
  'max',
  'min',
  'pow',
  'round',
  'sign',
  'sin',
  'sinh',
  'sqrt',
  'tan',
  'tanh',
  'trunc',
] as const;
const MATH_CONSTANTS = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;

export const MATH: Functions = new Map<string, Operand>([
  ...functionsOf(
    Object.fromEntries(
      MATH_FUNCTIONS.map((name): [string, Method] => [
        name,
        ({ args, machine }) => {
          const numbers = args.map((item) => toNumber(item, machine));
          return numberOperand(Reflect.apply(Math[name] as HostFunction, undefined, numbers) as number);
        },
      ]),
    ),
  ),
  ...functionsOf({ random: neverTheSame('Math.random') }),
  ...MATH_CONSTANTS.map((name) => [name, numberOperand(Math[name])] as const),
]);

/** `Number(x)` */
export function asNumber([given]: readonly Operand[], machine: Machine): Operand {
  if (given === undefined) return numberOperand(0);
  return numberOperand(Number(toPrimitive(given, 'number', machine)));
}

/** `BigInt(x)` */
export function asBigInt([given]: readonly Operand[], machine: Machine): Operand {
  const primitive = given === undefined ? undefined : toPrimitive(given, 'number', machine);
  if (typeof primitive === 'string') machine.meter.text(primitive.length * 10);
  return fromHost(
    computed(() => BigInt(primitive as bigint)),
    machine.symbols,
  );
}

/** `String(x)`, which takes symbols, too */
export function asString([given]: readonly Operand[], machine: Machine): Operand {
  if (given === undefined) return stringOperand('');
  const text = String(toPrimitive(given, 'string', machine));
  return stringOperand(text);
}
