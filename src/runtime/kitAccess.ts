/** How instrumented code gets at the kit: by the stack of an error that asks for it, or behind a symbol on globalThis (see kitExpression). */
import { KIT_NAME, type OfferedKit } from '../wire/kit.js';
import { defineProperty, isProxy } from './intrinsics.js';
import { dataValue } from './properties.js';

/** The program may give the name another meaning. */
const errors = Error;
let offered: OfferedKit | undefined;
let taken: () => void = () => {};

/** `beforeTaken` is called when code asks for it. */
export function offerKit(kit: OfferedKit, beforeTaken: () => void): void {
  offered = kit;
  taken = beforeTaken;
}

/** The kit, if this is the error that asks for it; V8 wants to know what its stack is. */
export function kitFor(error: unknown): OfferedKit | undefined {
  if (typeof error !== 'object' || error === null || isProxy(error) || dataValue(error, 'message') !== KIT_NAME)
    return undefined;
  taken();
  return offered;
}

/** Before code runs that needs the kit. `asksByStacks`: we are asked for stacks at all. */
export function makeKitReachable(asksByStacks: boolean): void {
  // V8 takes no stack while this is no number.
  if (asksByStacks && typeof dataValue(errors, 'stackTraceLimit') === 'number') return;
  taken();
  defineProperty(globalThis, Symbol.for(KIT_NAME), { value: offered, enumerable: false, configurable: true });
}
