/** For tests: the runtime's parts on a ring of their own, without a drain worker; nobody empties the ring. */
import { MessageChannel } from 'node:worker_threads';
import { FIRST_SITE } from '../base/units.js';
import { DEFAULT_LIMITS, type CaptureLimits, type RecordMode } from '../wire/control.js';
import type { Kit } from '../wire/kit.js';
import { CELL, UNCHECKED_RETURNS } from '../wire/ring.js';
import { header } from '../wire/trace.js';
import type { Budget } from './budget.js';
import { registerSilentBuiltins } from './callees.js';
import { EventText } from './eventText.js';
import { Heap } from './heap.js';
import { beginsWithSample } from './hotObjects.js';
import { now } from './intrinsics.js';
import { createKit } from './kit.js';
import { registerFamilies } from './kinds.js';
import { Mail } from './mail.js';
import { QuotedCode } from './messages.js';
import { Moments } from './moments.js';
import { TurnCauses } from './network.js';
import { InstrumentedModules } from './modules.js';
import { FunctionTexts } from './texts.js';
import type { TimeBudgetOptions } from './timeBudget.js';
import { Mutators } from './mutators.js';
import { Resync } from './resync.js';
import { allocateRing, RingWriter } from './ring.js';
import { Stops } from './stops.js';
import { StringTable } from './strings.js';

/** Site without leading words, put with a static key, put with a computed key. */
export const VALUE = header(FIRST_SITE, 0);
export const PUT = header(FIRST_SITE + 1, 0);
export const PUT_DYNAMIC = header(FIRST_SITE + 2, 0);
const leading = [0, 1, 2];

/** The `arguments` of a call. */
export const argumentsOf = new Function("'use strict'; return arguments") as (...args: unknown[]) => object;

export interface Rig {
  readonly kit: Kit;
  readonly ring: RingWriter;
  readonly heap: Heap;
  /** lines of the events since the last call */
  readonly events: () => readonly string[];
  /** as if so many slots had been published that what is used next is in a sample (hotObjects.ts) */
  readonly beginSample: () => void;
}

export interface RigOptions {
  readonly limits?: Partial<CaptureLimits>;
  readonly redact?: readonly string[];
  readonly time?: TimeBudgetOptions;
  readonly budget?: Budget;
  readonly mode?: RecordMode;
}

let registered = false;

export function createRig({ limits, redact = [], time, budget, mode = 'full' }: RigOptions = {}): Rig {
  const ring = new RingWriter(allocateRing(1 << 21), mode === 'calls' ? UNCHECKED_RETURNS : 0);
  // Each rig begins with a generation of its own.
  ring.dropPolicy = { compact: () => 0, forget: () => {} };
  if (!registered) {
    registered = true;
    registerFamilies();
    registerSilentBuiltins();
  }
  const all = { ...DEFAULT_LIMITS, ...limits };
  const heap = new Heap(ring, new StringTable(ring, all.stringLength), { limits: all, redact, mode });
  // Another rig's stamps are on the objects that tests share: prototypes.
  for (let i = 0; i < generation; i++) heap.forget();
  generation++;
  const resync = new Resync(heap, time);
  const mutators = new Mutators(heap, resync);
  const stops = new Stops(ring, new Mail(ring, new MessageChannel().port1));
  const modules = new InstrumentedModules('');
  const kit = createKit({
    heap,
    resync,
    mutators,
    stops,
    quoted: new QuotedCode(modules, new FunctionTexts(modules)),
    moments: new Moments(now()),
    turnCauses: new TurnCauses(undefined),
    budget,
    redacted: undefined,
    compilation: { end: () => {} },
    enqueueMicrotask: undefined,
  });
  let seen = 0;
  const events = (): readonly string[] => {
    const { lines } = new EventText(ring.I.subarray(0, ring.C[0]), leading);
    const fresh = lines.slice(seen);
    seen = lines.length;
    return fresh;
  };
  const beginSample = (): void => {
    let slot = (ring.C[CELL.HEAD] as number) + 1;
    while (!beginsWithSample(slot)) slot++;
    ring.C[CELL.HEAD] = slot - 1;
    ring.slotEnds();
    ring.C[CELL.HEAD] = slot;
  };
  return { kit, ring, heap, events, beginSample };
}
let generation = 0;

/** However busy the machine is, all that may be looked at is. */
const ENOUGH_TIME: TimeBudgetOptions = { share: 1, savedMs: Infinity, atOnceMs: Infinity };

/** What `change` records of an object that is known already, as #1. */
export function eventsOf<T extends object>(o: T, change: (o: T, rig: Rig) => void): readonly string[] {
  const rig = createRig({ time: ENOUGH_TIME });
  rig.kit.v0(VALUE, o);
  rig.events();
  change(o, rig);
  return rig.events();
}
