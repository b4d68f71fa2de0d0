/** An event under construction, outside the ring: its length is known only when it is complete. */
import { MAX_EVENT_WORDS } from '../wire/ring.js';
import { header, TAG, TAG_WORDS } from '../wire/trace.js';

/** Largest entry: a property with its key and a double, or a map entry with two doubles. */
const ENTRY_ROOM = 8;

/** A value as tag and payload words; `tagOf` of values.ts leaves the words in a register of this shape. */
export interface Payload {
  w0: number;
  w1: number;
}

export class Scratch {
  readonly words = new Int32Array(MAX_EVENT_WORDS);
  readonly bytes = new Uint8Array(this.words.buffer);
  length = 0;

  begin(system: number, sub: number): void {
    this.words[0] = header(system, sub);
    this.length = 2;
  }

  get full(): boolean {
    return this.length + ENTRY_ROOM > MAX_EVENT_WORDS;
  }

  word(value: number): void {
    this.words[this.length++] = value;
  }

  tagged(tag: number, payload: Payload): void {
    this.words[this.length++] = tag;
    const words = TAG_WORDS[tag] ?? 0;
    if (words > 0) this.words[this.length++] = payload.w0;
    if (words > 1) this.words[this.length++] = payload.w1;
  }

  string(id: number): void {
    this.words[this.length++] = TAG.string;
    this.words[this.length++] = id;
  }

  /** Completes the event: its length is word 1. */
  end(): void {
    this.words[1] = this.length;
  }

  /** 53 bits that tell two contents apart, without the sub-kind of the header. */
  fingerprint(): number {
    let a = 0x811c9dc5;
    let b = 0x12345;
    const { words, length } = this;
    for (let i = 1; i < length; i++) {
      const word = words[i] ?? 0;
      a = Math.imul(a ^ word, 0x01000193);
      b = Math.imul(b + word, 0x85ebca6b) ^ (b >>> 13);
    }
    return (a >>> 0) * 0x200000 + (b >>> 11);
  }
}
