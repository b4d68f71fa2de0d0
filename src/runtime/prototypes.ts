/** Prototypes in the stream: `proto` events say whose instances have one, and what its own prototype is, before the first object that has it is described. */
import { CELL } from '../wire/ring.js';
import { SYSTEM } from '../wire/trace.js';
import { FACT, factsOf, idOf, setFacts, stamp } from './identity.js';
import * as js from './intrinsics.js';
import { instancesNamed } from './properties.js';
import type { RingWriter } from './ring.js';
import type { StringTable } from './strings.js';

/** Of a chain. */
const MAX_PROTOTYPES = 64;

export class Prototypes {
  readonly #ring: RingWriter;
  readonly #strings: StringTable;
  #arrays = 0;
  /** in which the stream has that of arrays */
  #arraysGeneration = -1;

  constructor(ring: RingWriter, strings: StringTable) {
    this.#ring = ring;
    this.#strings = strings;
  }

  /** Id of a prototype, which the stream has; 0: null. */
  id(prototype: object | null): number {
    if (prototype === null) return 0;
    return this.#isWritten(prototype) ? idOf(prototype) : this.#write(prototype);
  }

  /** The same of arrays, which what is known of it is not read for each: it takes 50 ns, since V8 keeps its properties in a dictionary. */
  ofArrays(): number {
    const { generation } = this;
    if (generation !== this.#arraysGeneration) {
      this.#arrays = this.id(js.arrayPrototype);
      this.#arraysGeneration = generation;
    }
    return this.#arrays;
  }

  private get generation(): number {
    return this.#ring.C[CELL.GENERATION] as number;
  }

  #isWritten(o: object): boolean {
    return (factsOf(o) & (FACT.protoWritten | FACT.generationMask)) === (FACT.protoWritten | this.generation);
  }

  #write(nearest: object): number {
    const chain = js.list<object>();
    let count = 0;
    let o: object | null = nearest;
    while (o !== null && count < MAX_PROTOTYPES) {
      if (this.#isWritten(o)) break;
      chain[count++] = o;
      o = js.isProxy(o) ? null : js.getPrototypeOf(o);
    }
    let parent = o === null || count === MAX_PROTOTYPES ? 0 : idOf(o);
    for (let i = count - 1; i >= 0; i--) {
      const prototype = chain[i] as object;
      const id = idOf(prototype) === 0 ? stamp(prototype) : idOf(prototype);
      const name = instancesNamed(prototype);
      this.#ring.system(SYSTEM.proto, 0, [id, name === '' ? 0 : this.#strings.id(name), parent]);
      const old = factsOf(prototype);
      // Another generation's `described` must not pass for this one's.
      const kept = (old & FACT.generationMask) === this.generation ? old : old & ~FACT.described;
      setFacts(prototype, (kept & ~FACT.generationMask) | this.generation | FACT.protoWritten);
      parent = id;
    }
    return parent;
  }
}
