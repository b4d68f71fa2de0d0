/**
 * The mappings of a source map: from a place of the code to the place of the source. Node's own `SourceMap` and the libraries keep them in plain
 * arrays, whose elements a program's setters on `Object.prototype` would be called for; numbers in typed arrays are nobody's business.
 */
import { partitionPoint } from '../base/search.js';
import * as js from './intrinsics.js';

/** 1-based */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** line and column of the code, line and column of the source: 0-based; of the source -1 where the code is not the user's */
const FIELDS = 4;
const DIGIT_BITS = 5;
const CONTINUES = 1 << DIGIT_BITS;
const COMMA = 44;
const SEMICOLON = 59;

/** value of a base64 digit by its character code */
const digits = new Uint8Array(128);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let i = 0; i < ALPHABET.length; i++) digits[js.charCodeAt(ALPHABET, i)] = i;

export class Mappings {
  readonly #words: Int32Array;
  readonly #count: number;

  /** Of a map with one source; names are not kept. https://tc39.es/ecma426/#sec-mappings */
  constructor(mappings: string) {
    const words = new Int32Array(mostMappings(mappings) * FIELDS);
    const reader = new Reader(mappings);
    let count = 0;
    let line = 0;
    let column = 0;
    let sourceLine = 0;
    let sourceColumn = 0;
    while (!reader.isDone) {
      if (reader.isAtSeparator) {
        if (reader.separator() === SEMICOLON) {
          line++;
          column = 0;
        }
        continue;
      }
      column += reader.number();
      const hasSource = !reader.isAtSeparator;
      if (hasSource) {
        reader.number(); // the source: there is one
        sourceLine += reader.number();
        sourceColumn += reader.number();
        if (!reader.isAtSeparator) reader.number(); // the name
      }
      const word = count++ * FIELDS;
      words[word] = line;
      words[word + 1] = column;
      words[word + 2] = hasSource ? sourceLine : -1;
      words[word + 3] = hasSource ? sourceColumn : -1;
    }
    this.#words = words;
    this.#count = count;
  }

  /** Place in the source of a place in the code, by the last mapping up to it. Undefined: the code is not the user's. */
  at(line: number, column: number): Place | undefined {
    const words = this.#words;
    const next = partitionPoint(0, this.#count, (i) => {
      const of = words[i * FIELDS] as number;
      return of < line - 1 || (of === line - 1 && (words[i * FIELDS + 1] as number) <= column - 1);
    });
    if (next === 0) return undefined;
    const word = (next - 1) * FIELDS;
    const sourceLine = words[word + 2] as number;
    return sourceLine < 0 ? undefined : { line: sourceLine + 1, column: (words[word + 3] as number) + 1 };
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isDone(): boolean {
    return this.#at >= this.#text.length;
  }

  get isAtSeparator(): boolean {
    return this.isDone || separates(js.charCodeAt(this.#text, this.#at));
  }

  separator(): number {
    return js.charCodeAt(this.#text, this.#at++);
  }

  /** A number in base 32, lowest digit first, whose lowest bit is the sign. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += DIGIT_BITS) {
      const digit = digits[js.charCodeAt(this.#text, this.#at++)] ?? 0;
      value |= (digit & (CONTINUES - 1)) << shift;
      if ((digit & CONTINUES) === 0) return value & 1 ? -(value >>> 1) : value >>> 1;
    }
  }
}

function mostMappings(text: string): number {
  let count = 1;
  for (let i = 0; i < text.length; i++) if (separates(js.charCodeAt(text, i))) count++;
  return count;
}

const separates = (code: number): boolean => code === COMMA || code === SEMICOLON;
