/**
 * The stack at a position that moves forwards, over the hits of a breakpoint: its state is changed in place, where {@link Replayer.at} copies
 * the state of every position (copies were half the time of a condition over 65,000 hits). It is brought up to date when somebody asks for
 * it, so that hits nobody needs a stack for cost nothing.
 */
import type { ActivationMachine } from './machine.js';
import type { TraceReader } from './reader.js';
import type { Replayer } from './replay.js';
import type { Segment } from './segment.js';

export class Cursor {
  readonly thread: number;
  /** where it stands */
  seq = -1;
  readonly #reader: TraceReader;
  readonly #replayer: Pick<Replayer, 'atStartOf'>;
  #machine: ActivationMachine | undefined;
  #segment: Segment | undefined;
  /** the machine has seen the events before this one */
  #next = 0;

  constructor(reader: TraceReader, replayer: Pick<Replayer, 'atStartOf'>, thread: number) {
    this.#reader = reader;
    this.#replayer = replayer;
    this.thread = thread;
  }

  /** State after all events up to and including where it stands; good until it moves. */
  machine(): ActivationMachine {
    const idx = this.#reader.segmentOf(this.thread, this.seq);
    const segment = this.#reader.segment(this.thread, idx);
    const machine = this.#enter(segment);
    const end = Math.min(this.seq, segment.endSeq - 1);
    machine.replay(segment, this.#next, end);
    this.#next = Math.max(this.#next, end + 1);
    return machine;
  }

  /** Goes over to a segment: through the rest of the one before, or by its keyframe. */
  #enter(segment: Segment): ActivationMachine {
    const last = this.#segment;
    this.#segment = segment;
    const { idx, first_seq } = segment.row;
    if (this.#machine !== undefined && last?.row.idx === idx) return this.#machine;
    if (this.#machine !== undefined && last !== undefined && last.row.idx + 1 === idx && last.damage === undefined)
      this.#machine.replay(last, this.#next, last.endSeq - 1);
    else this.#machine = this.#replayer.atStartOf(this.thread, idx);
    this.#next = first_seq;
    return this.#machine;
  }
}
