/** Internal slots of built-in kinds of object, as entries of their `content` event: dates, regular expressions, errors, promises, boxes. */
import { CONTENT, ENTRY, SLOT } from '../wire/trace.js';
import type { Heap } from './heap.js';
import * as js from './intrinsics.js';
import { promiseDetails } from './promises.js';
import { dataValue, inherited } from './properties.js';
import { stackOf } from './stacks.js';

/** A stack takes about so long, and stacks may take this share of the time. */
const STACK_MS = 0.03;
const STACK_SHARE = 0.1;
const STACK_MS_AT_ONCE = 3;

export function slot(heap: Heap, number: number, value: unknown): void {
  const tag = heap.tagOf(value);
  heap.scratch.word(ENTRY.slot);
  heap.scratch.word(number);
  heap.scratch.tagged(tag, heap);
}

export function slots(heap: Heap, o: object, kind: number): void {
  switch (kind) {
    case CONTENT.date:
      return slot(heap, SLOT.time, js.dateTime(o));
    case CONTENT.regexp:
      slot(heap, SLOT.source, js.regexpSource(o));
      slot(heap, SLOT.flags, js.regexpFlags(o));
      return slot(heap, SLOT.lastIndex, dataValue(o, 'lastIndex'));
    case CONTENT.error:
      return error(heap, o);
    case CONTENT.promise:
      return promise(heap, o);
    case CONTENT.boxed:
      return slot(heap, SLOT.primitive, primitive(o));
  }
}

function error(heap: Heap, o: object): void {
  heap.repair(o);
  const name = inherited(o, 'name');
  if (typeof name === 'string') slot(heap, SLOT.errorName, name);
  const message = inherited(o, 'message');
  if (typeof message === 'string') slot(heap, SLOT.errorMessage, message);
  const stack = errorStack(o, name, message);
  if (typeof stack === 'string') slot(heap, SLOT.errorStack, stack);
}

/** `stack` is an accessor of V8's; that of another realm cannot be told from a function of the program's. */
function errorStack(o: object, name: unknown, message: unknown): unknown {
  const descriptor = js.getOwnPropertyDescriptor(o, 'stack');
  if (descriptor === undefined || js.hasOwn(descriptor, 'value')) return descriptor?.value;
  const { get } = descriptor;
  if (get === undefined || get !== js.errorStackGetter || !stacksAffordable()) return undefined;
  const text = typeof message === 'string' ? message : '';
  const title = typeof name === 'string' ? name : 'Error';
  return stackOf(o, (e) => js.apply(get, e, []), title === '' || text === '' ? title + text : `${title}: ${text}`);
}

let stackMs = STACK_MS_AT_ONCE;
let stackMsAt = 0;

/** Errors by the thousand are recorded without their stacks. */
function stacksAffordable(): boolean {
  const time = js.now();
  stackMs = Math.min(STACK_MS_AT_ONCE, stackMs + (time - stackMsAt) * STACK_SHARE) - STACK_MS;
  stackMsAt = time;
  if (stackMs > 0) return true;
  stackMs += STACK_MS;
  return false;
}

function promise(heap: Heap, o: object): void {
  const details = promiseDetails(o);
  if (details === undefined) return;
  slot(heap, SLOT.promiseState, details.state);
  if (details.state === 'pending') heap.describedPending(o);
  else slot(heap, SLOT.promiseResult, details.result);
}

function primitive(o: object): unknown {
  if (js.isNumberObject(o)) return js.numberValue(o);
  if (js.isStringObject(o)) return js.stringValue(o);
  if (js.isBooleanObject(o)) return js.booleanValue(o);
  if (js.isBigIntObject(o)) return js.bigintValue(o);
  return js.symbolValue(o);
}
