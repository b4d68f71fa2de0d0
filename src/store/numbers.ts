/**
 * Lists of words of which most are small or the same (differences of ids, counts, frames), as bytes. A compressor takes 30 µs for each list, whatever its
 * length, and a segment has five; this takes one.
 *
 *   bytes := number of words, groups      group := length << 1, as many words | length << 1 | 1, a word that comes so often
 *
 * All are variable-length integers (7 bits to a byte, low ones first); a word's sign is its lowest bit.
 */

/** Fewer equal words are no shorter in a group of their own. */
const LEAST_RUN = 3;

class Bytes {
  #bytes = new Uint8Array(1 << 14);
  #length = 0;

  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  put(value: number): void {
    if (this.#length + 5 > this.#bytes.length) this.#grow();
    let rest = value >>> 0;
    for (; rest > 127; rest >>>= 7) this.#bytes[this.#length++] = (rest & 127) | 128;
    this.#bytes[this.#length++] = rest;
  }

  #grow(): void {
    const bigger = new Uint8Array(this.#bytes.length * 2);
    bigger.set(this.#bytes);
    this.#bytes = bigger;
  }
}

const output = new Bytes();

export function encodeNumbers(words: Int32Array): Uint8Array {
  output.put(words.length);
  let from = 0;
  for (let at = 0; at < words.length; ) {
    const word = words[at]!;
    let end = at + 1;
    while (end < words.length && words[end] === word) end++;
    if (end - at >= LEAST_RUN) {
      putLiterals(words, from, at);
      output.put(((end - at) << 1) | 1);
      putWord(word);
      from = end;
    }
    at = end;
  }
  putLiterals(words, from, words.length);
  return output.take();
}

function putLiterals(words: Int32Array, from: number, to: number): void {
  if (from === to) return;
  output.put((to - from) << 1);
  for (let i = from; i < to; i++) putWord(words[i]!);
}

const putWord = (word: number): void => output.put((word << 1) ^ (word >> 31));

/** Throws a RangeError if the bytes are no such list, or one of more than `most` words: damage must not take all memory. */
export function decodeNumbers(bytes: Uint8Array, most: number): Int32Array {
  let at = 0;
  const take = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('a list of numbers is cut short');
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const word = (): number => {
    const value = take();
    return (value >>> 1) ^ -(value & 1);
  };
  const count = take();
  if (count > most) throw new RangeError(`a list of ${count} numbers is longer than any`);
  const words = new Int32Array(count);
  for (let filled = 0; filled < words.length; ) {
    const group = take();
    const end = filled + (group >>> 1);
    if (end === filled || end > words.length) throw new RangeError('a list of numbers has more than it says');
    if (group & 1) words.fill(word(), filled, end);
    else for (let i = filled; i < end; i++) words[i] = word();
    filled = end;
  }
  return words;
}
