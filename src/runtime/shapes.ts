/**
 * Shapes: the properties of objects that a literal or constructor of instrumented code has just made, as its text tells them. To ask V8 for an object's keys and its
 * prototype took half of what describing small objects took.
 */
import type { Home, Shape as ShapeOfStamp, Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import type { Heap } from './heap.js';
import * as js from './intrinsics.js';

export class Shape implements ShapeOfStamp {
  readonly keys: readonly string[];
  readonly isLiteral: boolean;
  #words: readonly number[] | undefined;
  /** of the objects of a literal: the prototype's id in the stream, and what it means */
  #prototypeId = 0;
  #generation = -1;
  #home: Home | undefined;

  constructor(keys: readonly string[], isLiteral: boolean) {
    this.keys = keys;
    this.isLiteral = isLiteral;
  }

  /** Their key words. */
  wordsOf(heap: Heap): readonly number[] {
    this.#words ??= heap.keyWords.words(this.keys) ?? [];
    return this.#words;
  }

  /** Id of the object's prototype, which the stream has. The object's home is known from here on. */
  prototypeOf(o: object, known: Stamped, heap: Heap): number {
    const { C } = heap.ring;
    const isKnown = this.#home?.changes === C[CELL.PROTOTYPES] && this.#generation === C[CELL.GENERATION];
    if (this.isLiteral && isKnown) {
      known.home = this.#home;
      return this.#prototypeId;
    }
    const prototype = js.getPrototypeOf(o);
    this.#prototypeId = heap.prototypes.id(prototype);
    heap.homes.enter(known, prototype, false);
    this.#generation = C[CELL.GENERATION] as number;
    this.#home = known.home;
    return this.#prototypeId;
  }
}
