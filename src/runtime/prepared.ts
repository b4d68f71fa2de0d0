/**
 * Activations that default values of parameters have entered before the function's body starts (or the fields of a base class before its
 * constructor does). A stack: the body takes its entry off. A default value that throws ends the activation (`defaulting`); a pattern, or a field, that
 * throws leaves its entry behind, and the depth of the activation tells: an entry deeper than the stack is now was left. A generator's body may start much later, or never: between its default
 * values, and until then, its activation is suspended, and found by the `arguments` of the call.
 */
import { CELL } from '../wire/ring.js';
import type { Kit } from '../wire/kit.js';
import type { Leave } from '../wire/probes.js';
import { iterator, SafeWeakMap } from './intrinsics.js';

interface Entry {
  readonly h: number;
  readonly id: number;
  readonly depth: number;
  readonly below: Entry | undefined;
  /** a default value is being evaluated: calls of the same function from there have activations of their own */
  open: boolean;
}

type Prepares =
  | 'prepare'
  | 'reopen'
  | 'prepared'
  | 'settled'
  | 'defaulting'
  | 'defaulted'
  | 'take'
  | 'keepGenerator'
  | 'generatorOf'
  | 'unprepare'
  | 'spread'
  | 'none';

export function preparing(C: Int32Array): Pick<Kit, Prepares> {
  // A list, not an array: the program may have given Object.prototype setters for indexes.
  let last: Entry | undefined;
  const generators = new SafeWeakMap<object, number>();
  let held: unknown;

  function drop(entry: Entry): void {
    last = entry.below;
    entry.open = false;
    C[CELL.PREPARED] = (C[CELL.PREPARED] as number) - 1;
  }

  function dropFrom(depth: number): void {
    while (last !== undefined && last.depth >= depth) drop(last);
  }

  function top(): Entry | undefined {
    while (last !== undefined && last.depth > (C[CELL.DEPTH] as number)) drop(last);
    return last;
  }

  const matching = (h: number): Entry | undefined => {
    const entry = top();
    return entry !== undefined && entry.h === h && !entry.open && entry.depth === C[CELL.DEPTH] ? entry : undefined;
  };

  return {
    prepare(h, id) {
      last = { h, id, depth: C[CELL.DEPTH] as number, below: top(), open: true };
      C[CELL.PREPARED] = (C[CELL.PREPARED] as number) + 1;
    },
    reopen(h) {
      const entry = matching(h);
      if (entry === undefined) return -1;
      entry.open = true;
      return entry.id;
    },
    prepared: () => top()?.id ?? 0,
    settled(value) {
      const entry = top();
      if (entry !== undefined) entry.open = false;
      return value;
    },
    defaulting: (leave) => new Defaulting(top(), leave, dropFrom),
    defaulted: {
      get v() {
        const value = held;
        held = undefined;
        return value;
      },
      set v(value) {
        held = value;
      },
    },
    take(h) {
      const entry = matching(h);
      if (entry === undefined) return -1;
      drop(entry);
      return entry.id;
    },
    keepGenerator(args, id) {
      generators.set(args, id);
    },
    generatorOf: (args) => generators.get(args) ?? 0,
    unprepare() {
      const entry = top();
      if (entry === undefined) return 0;
      drop(entry);
      return entry.id;
    },
    spread(args) {
      const { length } = args;
      let next = 0;
      const iterator = {
        next: () => (next < length ? { value: args[next++], done: false } : { value: undefined, done: true }),
      };
      return { [Symbol.iterator]: () => iterator } as Iterable<unknown>;
    },
    none: { [Symbol.iterator]: () => noMore },
  };
}

/** The same objects each time: an eighth of the time that making them would take. */
const END = { done: true, value: undefined } as const;
const noMore: Iterator<never> = { next: () => END };

const NOTHING = { done: false, value: undefined } as const;

/** What the only target of a pattern is taken from. The pattern closes it at its end, however that comes. */
class Defaulting implements Iterator<undefined>, Iterable<undefined> {
  readonly #entry: Entry | undefined;
  readonly #leave: Leave;
  readonly #dropFrom: (depth: number) => void;

  constructor(entry: Entry | undefined, leave: Leave, dropFrom: (depth: number) => void) {
    this.#entry = entry;
    this.#leave = leave;
    this.#dropFrom = dropFrom;
  }

  [iterator](): this {
    return this;
  }

  next(): typeof NOTHING {
    return NOTHING;
  }

  return(): typeof NOTHING {
    if (this.#entry?.open === true) {
      const { depth, id } = this.#entry;
      this.#dropFrom(depth);
      this.#leave(depth - 1, id);
    }
    return NOTHING;
  }
}
