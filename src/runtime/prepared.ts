/**
 * Activations that default values of parameters have entered before the function's body starts (or the fields of a base class before its
 * constructor does). A stack: the body takes its entry off. A default value that throws leaves its entry behind; the depth of the
 * activation tells: an entry deeper than the stack is now was left. A generator's body may start much later, or never: between its default
 * values, and until then, its activation is suspended, and found by the `arguments` of the call.
 */
import { CELL } from '../wire/ring.js';
import type { Kit } from '../wire/kit.js';
import { SafeWeakMap } from './intrinsics.js';

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
  | 'take'
  | 'keepGenerator'
  | 'generatorOf'
  | 'unprepare'
  | 'spread';

export function preparing(C: Int32Array): Pick<Kit, Prepares> {
  // A list, not an array: the program may have given Object.prototype setters for indexes.
  let last: Entry | undefined;
  const generators = new SafeWeakMap<object, number>();

  function drop(entry: Entry): void {
    last = entry.below;
    C[CELL.PREPARED] = (C[CELL.PREPARED] as number) - 1;
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
  };
}
