/** The built-in functions of JavaScript that expressions may call: nothing here reaches the program, the engine or the clock. */
import { madeFunction, madeObject, share } from '../made.js';
import {
  booleanOperand,
  type Machine,
  type MadeObject,
  type Metered,
  numberOperand,
  type Operand,
  refused,
  UNDEFINED,
} from '../operand.js';
import { isObject, truthy } from '../primitives.js';
import { ARRAY_FUNCTIONS, ARRAY_METHODS, newArray, TYPED_ARRAY_METHODS } from './array.js';
import { ITERATOR_METHODS, MAP_FUNCTIONS, MAP_METHODS, newMap, newSet, SET_METHODS } from './collections.js';
import { DATE_FUNCTIONS, DATE_METHODS, newDate } from './date.js';
import { ERROR_CLASSES, ERROR_METHODS, FUNCTION_METHODS, newError } from './function.js';
import { type Hints, type HostFunction, NUMBERS, onPrimitives, TEXTS } from './host.js';
import { JSON_FUNCTIONS } from './json.js';
import { builtinFunction, type Functions } from './method.js';
import {
  asBigInt,
  asNumber,
  asString,
  BIGINT_FUNCTIONS,
  BIGINT_METHODS,
  BOOLEAN_METHODS,
  MATH,
  NUMBER_FUNCTIONS,
  NUMBER_METHODS,
  SYMBOL_METHODS,
} from './number.js';
import { OBJECT_FUNCTIONS, OBJECT_METHODS } from './object.js';
import { newRegExp, REGEXP_METHODS } from './regexp.js';
import { STRING_FUNCTIONS, STRING_METHODS } from './string.js';

const PROTOTYPES: ReadonlyMap<string, Functions> = new Map([
  ['Array', ARRAY_METHODS],
  ['BigInt', BIGINT_METHODS],
  ['Boolean', BOOLEAN_METHODS],
  ['Date', DATE_METHODS],
  ['Error', ERROR_METHODS],
  ['Function', FUNCTION_METHODS],
  ['Iterator', ITERATOR_METHODS],
  ['Map', MAP_METHODS],
  ['Number', NUMBER_METHODS],
  ['Object', OBJECT_METHODS],
  ['RegExp', REGEXP_METHODS],
  ['Set', SET_METHODS],
  ['String', STRING_METHODS],
  ['Symbol', SYMBOL_METHODS],
  ['TypedArray', TYPED_ARRAY_METHODS],
]);

/** A method that a built-in class gives its instances. */
export const methodOf = (className: string, name: string): Operand | undefined => PROTOTYPES.get(className)?.get(name);

/** Tables are made once: their size is not the expression's. */
const FREE: Metered = { step: () => {}, cells: () => {}, text: () => {}, millisLeft: () => 1 };

interface ClassParts {
  readonly call?: (args: readonly Operand[], machine: Machine) => Operand;
  readonly construct?: (args: readonly Operand[], machine: Machine) => Operand;
  readonly functions?: Functions;
}

function classOf(name: string, { call, construct, functions }: ClassParts): [string, MadeObject] {
  const made = madeFunction({
    name,
    length: 1,
    call: (_, args, machine) => {
      if (call === undefined) throw refused(`\`${name}\` cannot be called here without \`new\``);
      return call(args, machine);
    },
    ...(construct && { construct }),
  });
  for (const [key, value] of functions ?? []) made.properties.set(key, value);
  const methods = PROTOTYPES.get(name);
  if (methods !== undefined) made.properties.set('prototype', share(madeObject(methods, FREE)));
  return [name, made];
}

const errors = ERROR_CLASSES.map((name) => {
  const make = (args: readonly Operand[], machine: Machine) => newError(name, args, machine);
  return classOf(name, { call: make, construct: make });
});

const object = ([given]: readonly Operand[], { meter }: Machine): Operand =>
  given !== undefined && isObject(given) ? given : madeObject([], meter);

const functions: readonly (readonly [string, HostFunction, Hints])[] = [
  ['parseInt', Number.parseInt as HostFunction, ['string', 'number']],
  ['parseFloat', Number.parseFloat as HostFunction, TEXTS],
  ['isNaN', (value) => Number.isNaN(+(value as number)), NUMBERS],
  ['isFinite', (value) => Number.isFinite(+(value as number)), NUMBERS],
  ['encodeURI', encodeURI as HostFunction, TEXTS],
  ['encodeURIComponent', encodeURIComponent as HostFunction, TEXTS],
  ['decodeURI', decodeURI as HostFunction, TEXTS],
  ['decodeURIComponent', decodeURIComponent as HostFunction, TEXTS],
];

const GLOBALS: ReadonlyMap<string, Operand> = new Map<string, Operand>([
  ['undefined', UNDEFINED],
  ['NaN', numberOperand(Number.NaN)],
  ['Infinity', numberOperand(Number.POSITIVE_INFINITY)],
  ['Math', share(madeObject(MATH, FREE))],
  ['JSON', share(madeObject(JSON_FUNCTIONS, FREE))],
  classOf('Array', { call: newArray, construct: newArray, functions: ARRAY_FUNCTIONS }),
  classOf('Object', { call: object, construct: object, functions: OBJECT_FUNCTIONS }),
  classOf('String', { call: asString, functions: STRING_FUNCTIONS }),
  classOf('Number', { call: asNumber, functions: NUMBER_FUNCTIONS }),
  classOf('Boolean', { call: ([given = UNDEFINED]) => booleanOperand(truthy(given, 'the argument')) }),
  classOf('BigInt', { call: asBigInt, functions: BIGINT_FUNCTIONS }),
  classOf('Date', { construct: newDate, functions: DATE_FUNCTIONS }),
  classOf('RegExp', { call: newRegExp, construct: newRegExp }),
  classOf('Map', { construct: newMap, functions: MAP_FUNCTIONS }),
  classOf('Set', { construct: newSet }),
  ...errors,
  ...functions.map(([name, of, hints]): [string, Operand] => [name, builtinFunction(name, onPrimitives(of, hints))]),
]);

/** A global object or function that expressions may use. */
export const globalNamed = (name: string): Operand | undefined => GLOBALS.get(name);

/** For completions. */
export const globalNames = (): readonly string[] => [...GLOBALS.keys()];
export const methodNames = (className: string): readonly string[] => [...(PROTOTYPES.get(className)?.keys() ?? [])];
