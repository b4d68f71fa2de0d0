/**
 * Shapes: the properties of objects that a literal or constructor of instrumented code has just made, as its text tells them. To ask V8 for an object's keys and its
 * prototype took half of what describing small objects took.
 */
import vm from 'node:vm';
import type { Home, Shape as ShapeOfStamp, Stamped } from '../wire/probes.js';
import { NO_HOME } from './home.js';
import { CELL } from '../wire/ring.js';
import type { Heap } from './heap.js';
import { STAMP, stampOf } from './identity.js';
import * as js from './intrinsics.js';

const { compileFunction } = vm;

/** Takes one property after the other: its key's word, its value, what is known of that. */
export type PropertyWriter = (key: number, value: unknown, known: Stamped | undefined) => void;
type Read = (o: object, put: PropertyWriter) => void;

/** So many objects of a place are described until code is made that reads their properties. */
const MANY = 256;

export class Shape implements ShapeOfStamp {
  readonly keys: readonly string[];
  readonly isLiteral: boolean;
  #words: readonly number[] | undefined;
  /** of the last object, its id in the stream, and what it means: the same for all objects of a literal */
  #prototype: object | null = null;
  #prototypeId = 0;
  #generation = -1;
  #home: Home = NO_HOME;
  #left = MANY;
  #read: Read | undefined;

  constructor(keys: readonly string[], isLiteral: boolean) {
    this.keys = keys;
    this.isLiteral = isLiteral;
  }

  /** Their key words. */
  wordsOf(heap: Heap): readonly number[] {
    this.#words ??= heap.keyWords.words(this.keys) ?? [];
    return this.#words;
  }

  /** Hands each of the properties on, in order. */
  read(o: object, put: PropertyWriter, heap: Heap): void {
    const read = this.#read;
    if (read !== undefined) return read(o, put);
    const { keys } = this;
    const words = this.wordsOf(heap);
    for (let i = 0; i < keys.length; i++) {
      const value = (o as Record<string, unknown>)[keys[i] as string];
      put(words[i] as number, value, typeof value === 'object' && value !== null ? stampOf(value) : undefined);
    }
    if (--this.#left === 0) this.#read = readerOf(keys, words);
  }

  /** Id of the object's prototype, which the stream has. The object's home is known from here on. */
  prototypeOf(o: object, known: Stamped, heap: Heap): number {
    const { C } = heap.ring;
    const isKnown = this.#home.changes === C[CELL.PROTOTYPES] && this.#generation === C[CELL.GENERATION];
    const prototype = isKnown && this.isLiteral ? this.#prototype : js.getPrototypeOf(o);
    if (isKnown && prototype === this.#prototype) {
      known.home = this.#home;
      return this.#prototypeId;
    }
    this.#prototype = prototype;
    this.#prototypeId = heap.prototypes.id(prototype);
    heap.homes.enter(known, prototype, false);
    this.#generation = C[CELL.GENERATION] as number;
    this.#home = known.home;
    return this.#prototypeId;
  }
}

/** A function of its own, in which V8 knows the hidden classes of this place's objects. */
function readerOf(keys: readonly string[], words: readonly number[]): Read {
  let text = 'let v;return(o,p)=>{';
  for (let i = 0; i < keys.length; i++)
    text += `v=o[${js.stringify(keys[i])}];p(${words[i]},v,typeof v=="object"?v?.[S]:void 0);`;
  return (compileFunction(`${text}}`, ['S']) as (stamp: symbol) => Read)(STAMP);
}
