/** Operands as arguments of JavaScript's own functions: primitives, and options made of primitives. Nothing else goes there. */
import { computed } from '../operators.js';
import { isMade } from '../made.js';
import { known, type Operand } from '../operand.js';
import { fromHost, type Hint, isObject, type Primitive, toHost, toPrimitive } from '../primitives.js';
import type { Method, MethodCall } from './method.js';

export type HostFunction = (...args: unknown[]) => unknown;

/** What an object is converted to where it is the first, second… argument; the last one goes for all that follow. */
export type Hints = readonly [Hint, ...Hint[]];

export const TEXTS: Hints = ['string'];
export const NUMBERS: Hints = ['number'];

export function hostArguments({ args, machine }: MethodCall, hints: Hints): readonly Primitive[] {
  return args.map((item, i) => {
    const hint = hints[Math.min(i, hints.length - 1)]!;
    const primitive = toPrimitive(item, isObject(item) ? hint : 'default', machine);
    machine.meter.step(typeof primitive === 'string' ? 1 + primitive.length / 100 : 1);
    return primitive;
  });
}

/** The same for functions that take locales and options. */
export function localeArguments({ args, machine }: MethodCall): readonly unknown[] {
  const primitive = (item: Operand): unknown =>
    isObject(item) ? toPrimitive(item, 'string', machine) : toHost(known(item, 'an option'), machine.symbols);
  return args.map((item) => {
    if (isMade(item, 'array')) return item.content.items.map(primitive);
    if (!isMade(item, 'plain')) return primitive(item);
    return Object.assign(
      Object.create(null) as object,
      Object.fromEntries([...item.properties].map(([name, value]) => [name, primitive(value)])),
    );
  });
}

/** A function of JavaScript's that takes and gives primitives. */
export function onPrimitives(of: HostFunction, hints: Hints): Method {
  return (call) =>
    fromHost(
      computed(() => of(...hostArguments(call, hints)) as Primitive),
      call.machine.symbols,
    );
}
