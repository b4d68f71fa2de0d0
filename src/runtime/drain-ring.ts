/**
 * The reader's end of the ring, on the drain worker. Published slots go out whole and compressed; of the slot being written goes out what
 * was seen one look earlier, so that an endless loop and an idle program are both on disk within two looks.
 */
import { zstdCompressSync, constants as zlib } from 'node:zlib';
import { DATA_END, FRAME } from '../wire/control.js';
import { CELL, OVERFLOW, SLOT_WORDS, slotCount } from '../wire/ring.js';
import { type EngineSocket, release } from './drain-socket.js';
import { compact, GAP_WORDS, type SiteWidths } from './overflow.js';
import type { RingMemory } from './ring.js';

const SLOT_BYTES = SLOT_WORDS * 4;
/** In one piece, with room for what cannot be compressed: Node puts smaller ones together, and the pieces stay until V8 looks for garbage. */
const zstdFast = {
  params: { [zlib.ZSTD_c_compressionLevel]: 1 },
  chunkSize: SLOT_BYTES + (SLOT_BYTES >> 8) + 1024,
};

export class RingReader {
  readonly #C: Int32Array;
  readonly #I: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #slots: number;
  readonly #socket: EngineSocket;
  readonly #widths: SiteWidths;
  readonly #before: () => void;
  /** words of the slot at TAIL that were sent already */
  #sent = 0;
  /** CURSOR, HEAD and COMPACTING at the look before */
  #seenCursor = -1;
  #seenHead = -1;
  #seenCompacting = 0;

  /** `before` is called before what was written so far is sent: messages posted before it go first */
  constructor(memory: RingMemory, parts: { socket: EngineSocket; widths: SiteWidths; before: () => void }) {
    this.#C = new Int32Array(memory.control);
    this.#I = new Int32Array(memory.data);
    this.#bytes = new Uint8Array(memory.data);
    this.#slots = slotCount(this.#I);
    this.#socket = parts.socket;
    this.#widths = parts.widths;
    this.#before = parts.before;
  }

  get #head(): number {
    return Atomics.load(this.#C, CELL.HEAD);
  }

  get #tail(): number {
    return Atomics.load(this.#C, CELL.TAIL);
  }

  /** Sends published slots as far as the socket takes them. */
  sendFull(): void {
    while (this.#tail !== this.#head) {
      if (this.#socket.isBusy && !this.#mayDrop()) return;
      this.#before();
      const slot = this.#tail % this.#slots;
      const length = this.#C[CELL.SLOT_LENGTH + slot] ?? 0;
      if (this.#socket.isBusy) this.#drop(slot, length);
      else if (!this.#sendSlot(slot, length)) return;
      this.#sent = 0;
      Atomics.add(this.#C, CELL.TAIL, 1);
      Atomics.notify(this.#C, CELL.TAIL);
    }
  }

  /** A look at the slot being written. True if something new was there. */
  look(): boolean {
    if (this.#tail !== this.#head || this.#socket.isBusy) return false;
    const compacting = Atomics.load(this.#C, CELL.COMPACTING);
    const cursor = this.#C[CELL.CURSOR] ?? 0;
    const head = this.#head;
    const isSame = head === this.#seenHead && compacting === this.#seenCompacting && compacting % 2 === 0;
    const trusted = isSame ? this.#seenCursor : -1;
    this.#seenCursor = cursor;
    this.#seenHead = head;
    this.#seenCompacting = compacting;
    return trusted >= 0 && this.#sendUpTo(trusted) > 0;
  }

  /** The writer stands still behind an atomic store: its cursor can be trusted at once. */
  sendAll(): void {
    this.sendFull();
    if (this.#tail === this.#head) this.#sendUpTo(this.#C[CELL.CURSOR] ?? 0);
  }

  /** True if everything up to the cursor has been handed to the socket. */
  get isEmpty(): boolean {
    return this.#tail === this.#head && (this.#tail % this.#slots) * SLOT_WORDS + this.#sent === this.#C[CELL.CURSOR];
  }

  #sendUpTo(cursor: number): number {
    const start = (this.#tail % this.#slots) * SLOT_WORDS;
    const fresh = cursor - start - this.#sent;
    if (fresh <= 0 || cursor > start + SLOT_WORDS) return 0;
    this.#before();
    const words = this.#copy(start + this.#sent, cursor);
    if (this.#isWrittenOver(start)) return 0;
    this.#socket.data(FRAME.data, 0, words);
    this.#sent += fresh;
    return fresh;
  }

  /** False if there is nothing to be had of it any more. */
  #sendSlot(slot: number, length: number): boolean {
    const start = slot * SLOT_WORDS;
    if (this.#sent > 0) {
      const words = this.#copy(start + this.#sent, start + length);
      if (this.#isWrittenOver(start)) return false;
      this.#socket.data(FRAME.data, DATA_END, words);
      return true;
    }
    const bytes = this.#bytes.subarray(start * 4, (start + length) * 4);
    const compressed = zstdCompressSync(bytes, zstdFast) as Buffer<ArrayBuffer>;
    if (this.#isWrittenOver(start)) return false;
    this.#socket.data(FRAME.zdata, DATA_END, new Uint8Array(compressed));
    release(compressed);
    return true;
  }

  /**
   * The writer has given the recording up, and writes into one slot over and over (`RingWriter.#restart`). Asked after the slot was read: what was
   * read before the writer began is what it should be.
   */
  #isWrittenOver(start: number): boolean {
    if (Atomics.load(this.#C, CELL.ABANDONED) === 0) return false;
    const cursor = this.#C[CELL.CURSOR] ?? 0;
    return cursor >= start && cursor <= start + SLOT_WORDS;
  }

  /** Slots are reused while the socket still holds what was in them. */
  #copy(from: number, to: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes.subarray(from * 4, to * 4));
  }

  #mayDrop(): boolean {
    const isFull = ((this.#head - this.#tail) | 0) >= this.#slots;
    return isFull && this.#C[CELL.OVERFLOW] === OVERFLOW.dropOldest;
  }

  /** What a look has sent of it was whole events. */
  #drop(slot: number, length: number): void {
    const start = slot * SLOT_WORDS;
    const left = length - this.#sent;
    const words = new Int32Array(left + GAP_WORDS);
    words.set(this.#I.subarray(start + this.#sent, start + length));
    const { kept, dropped } = compact(words, 0, left, this.#widths);
    Atomics.add(this.#C, CELL.DROPPED, dropped);
    this.#socket.data(FRAME.data, DATA_END, new Uint8Array(words.buffer, 0, kept * 4));
  }
}
