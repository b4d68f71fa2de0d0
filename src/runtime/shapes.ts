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

/** Takes a value that is no number, and what is known of it. */
export type Meet = (value: unknown, known: Stamped | undefined) => void;
/** Takes a property, whose words go to `c`: its key's word, its value. Returns where the next ones go. */
export type Put = (c: number, key: number, value: unknown) => number;

/** Functions of a place's own, in which V8 knows the hidden classes of its objects. */
interface Readers {
  readonly meet: (o: object, meet: Meet) => void;
  readonly put: (o: object, c: number, put: Put) => number;
}

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
  #readers: Readers | undefined;

  constructor(keys: readonly string[], isLiteral: boolean) {
    this.keys = keys;
    this.isLiteral = isLiteral;
  }

  /** Their key words. */
  wordsOf(heap: Heap): readonly number[] {
    this.#words ??= heap.keyWords.words(this.keys) ?? [];
    return this.#words;
  }

  /** Hands each of the values on that are no numbers, in order. The stream has the keys from here on. */
  meet(o: object, meet: Meet, heap: Heap): void {
    const readers = this.#readers;
    if (readers !== undefined) return readers.meet(o, meet);
    const { keys } = this;
    const words = this.wordsOf(heap);
    for (let i = 0; i < keys.length; i++) {
      const value = (o as Record<string, unknown>)[keys[i] as string];
      if (typeof value !== 'number')
        meet(value, typeof value === 'object' && value !== null ? stampOf(value) : undefined);
    }
    if (--this.#left === 0) this.#readers = readersOf(keys, words);
  }

  /** Hands each of the properties of an object on that {@link meet} has gone through, in order. */
  put(o: object, c: number, put: Put, heap: Heap): number {
    const readers = this.#readers;
    if (readers !== undefined) return readers.put(o, c, put);
    const { keys } = this;
    const words = this.wordsOf(heap);
    let at = c;
    for (let i = 0; i < keys.length; i++)
      at = put(at, words[i] as number, (o as Record<string, unknown>)[keys[i] as string]);
    return at;
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

function readersOf(keys: readonly string[], words: readonly number[]): Readers {
  // A variable around the functions would keep the last value, which V8 has to hear of each time.
  let meet = 'return{meet(o,m){let v;';
  let put = 'put(o,c,p){';
  for (let i = 0; i < keys.length; i++) {
    const value = `o[${js.stringify(keys[i])}]`;
    meet += `if(typeof(v=${value})!="number")m(v,typeof v=="object"?v?.[S]:void 0);`;
    put += `c=p(c,${words[i]},${value});`;
  }
  return (compileFunction(`${meet}},${put}return c}}`, ['S']) as (stamp: symbol) => Readers)(STAMP);
}
