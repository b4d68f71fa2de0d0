/** Date, in the time zone of the debugger. */
import { isMade, madeDate } from '../made.js';
import { EvaluationFault, type Machine, numberOperand, type Operand, refused, typeFault } from '../operand.js';
import { computed } from '../operators.js';
import { fromHost, type Primitive, toNumber, toPrimitive } from '../primitives.js';
import { viewOf } from '../recorded.js';
import { type HostFunction, hostArguments, localeArguments, NUMBERS, TEXTS } from './host.js';
import { functionsOf, type Method, type MethodCall, neverTheSame } from './method.js';

function timeOf(operand: Operand, machine: Machine): number | undefined {
  if (isMade(operand, 'date')) return operand.content.time;
  if (operand.kind !== 'object') return undefined;
  const { kind, slots } = viewOf(operand, machine);
  if (kind !== 'date') return undefined;
  if (slots.time?.kind === 'number') return slots.time.value;
  throw new EvaluationFault('unknown', 'the time of this date was not recorded');
}

function time({ self, machine }: MethodCall): number {
  const found = timeOf(self, machine);
  if (found === undefined) throw typeFault('this is not a Date object.');
  return found;
}

/** Reads a date: JavaScript's own method on a date of our own. */
function reading(name: string, read: (call: MethodCall) => readonly unknown[]): Method {
  const method = Reflect.get(Date.prototype, name) as HostFunction;
  return (call) =>
    fromHost(
      computed(() => Reflect.apply(method, new Date(time(call)), read(call)) as Primitive),
      call.machine.symbols,
    );
}

/** Changes a date of the expression's own. */
function setting(name: string): Method {
  const method = Reflect.get(Date.prototype, name) as HostFunction;
  return (call) => {
    if (!isMade(call.self, 'date'))
      throw refused(
        `\`${name}\` would change a recorded date: expressions over a recording only read. Copy it first: new Date(date)`,
      );
    const date = new Date(call.self.content.time);
    Reflect.apply(method, date, hostArguments(call, NUMBERS));
    call.self.content.time = date.getTime();
    return numberOperand(date.getTime());
  };
}

const names = Object.getOwnPropertyNames(Date.prototype);
const isLocale = (name: string): boolean => name.startsWith('toLocale');
const isReading = (name: string): boolean => /^(get|to|valueOf$)/.test(name);

export const DATE_METHODS = functionsOf(
  Object.fromEntries([
    ...names
      .filter(isReading)
      .map((name) => [name, reading(name, isLocale(name) ? localeArguments : (call) => hostArguments(call, TEXTS))]),
    ...names.filter((name) => name.startsWith('set')).map((name) => [name, setting(name)]),
  ]) as Record<string, Method>,
);

export const DATE_FUNCTIONS = functionsOf({
  now: neverTheSame('Date.now'),
  UTC: (call) =>
    numberOperand(Reflect.apply(Date.UTC as HostFunction, undefined, hostArguments(call, NUMBERS)) as number),
  parse: (call) =>
    numberOperand(Reflect.apply(Date.parse as HostFunction, undefined, hostArguments(call, TEXTS)) as number),
});

export function newDate(args: readonly Operand[], machine: Machine): Operand {
  const [first] = args;
  if (first === undefined)
    throw refused("`new Date()` asks for the time of now, which is not the recording's; name a time");
  if (args.length > 1) {
    const numbers = args.map((item) => toNumber(item, machine)) as [number, number];
    return madeDate(new Date(...numbers).getTime());
  }
  const copied = timeOf(first, machine);
  if (copied !== undefined) return madeDate(copied);
  const primitive = toPrimitive(first, 'default', machine);
  if (typeof primitive === 'bigint' || typeof primitive === 'symbol')
    throw typeFault(`Cannot convert a ${typeof primitive} value to a number`);
  return madeDate(new Date(primitive as string | number).getTime());
}
