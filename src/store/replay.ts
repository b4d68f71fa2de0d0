/** The stack of activations at any position: a segment's keyframe, and the segment's events replayed from there. */
import { UserError } from '../base/result.js';
import { DamagedData } from './checksum.js';
import { Cursor } from './cursor.js';
import { decodeKeyframe, findSuspended } from './keyframe.js';
import { Lru } from './lru.js';
import { ActivationMachine } from './machine.js';
import type { TraceReader } from './reader.js';
import { withInherited } from './suspended.js';

/** Positions whose state is remembered: an editor asks many things about one position. */
const REMEMBERED = 16;

export class Replayer {
  readonly #reader: TraceReader;
  readonly #states = new Lru<string, ActivationMachine>(REMEMBERED);
  /** those that somebody moves */
  readonly #cursors = new Set<Cursor>();
  /** state that was asked for last, by thread */
  readonly #latest = new Map<number, { readonly seq: number; readonly machine: ActivationMachine }>();

  constructor(reader: TraceReader) {
    this.#reader = reader;
  }

  forget(): void {
    this.#states.clear();
    this.#latest.clear();
  }

  /** For positions of a thread one after the other; to be released. */
  follow(thread: number): Cursor {
    const cursor = new Cursor(this.#reader, this, thread);
    this.#cursors.add(cursor);
    return cursor;
  }

  /** One that was released is somebody's again. */
  stand(cursor: Cursor): void {
    this.#cursors.add(cursor);
  }

  release(cursor: Cursor): void {
    this.#cursors.delete(cursor);
  }

  /** The cursor that stands at a position. */
  cursorAt(thread: number, seq: number): Cursor | undefined {
    for (const cursor of this.#cursors) if (cursor.seq === seq && cursor.thread === thread) return cursor;
    return undefined;
  }

  /** State after all events up to and including `seq`. Shared: not to be changed, nor to be kept when the cursor that stands there moves. */
  at(thread: number, seq: number): ActivationMachine {
    const idx = this.#reader.segmentOf(thread, seq);
    if (idx < 0) return new ActivationMachine(this.#reader.sites(thread));
    const cursor = this.cursorAt(thread, seq);
    if (cursor !== undefined) return cursor.machine();
    const key = `${thread}:${seq}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const segment = this.#reader.segment(thread, idx);
    const start = segment.row.first_seq;
    // Who asks for many positions asks for the next one, mostly.
    const before = this.#latest.get(thread);
    const goesOn = before !== undefined && start <= before.seq && before.seq <= seq && seq < segment.endSeq;
    const machine = goesOn ? before.machine.copy() : this.atStartOf(thread, idx);
    // In a damaged one the state is that of its start.
    const end = Math.min(seq, segment.endSeq - 1);
    machine.replay(segment, goesOn ? before.seq + 1 : start, end);
    if (end === seq) this.#latest.set(thread, { seq, machine });
    return this.#states.set(key, machine, 1);
  }

  /** State before the first event of a segment, the caller's own. Throws a UserError if it is lost. */
  atStartOf(thread: number, idx: number): ActivationMachine {
    const machine = new ActivationMachine(this.#reader.sites(thread), (ownId) =>
      this.#suspendedBefore(thread, idx, ownId),
    );
    if (!this.#readKeyframes(machine, thread, idx)) return this.#atEndOf(thread, idx - 1);
    for (let frame = 0; frame < machine.stack.depth; frame++)
      machine.stack.fillInherited(frame, (ownId) => this.#suspendedBefore(thread, idx, ownId));
    machine.mark();
    return machine;
  }

  /** False if one of those that are needed is damaged. */
  #readKeyframes({ stack }: ActivationMachine, thread: number, idx: number): boolean {
    let base = idx;
    while ((this.#reader.row(thread, base)?.kept ?? 0) > 0 && this.#reader.row(thread, base - 1) !== undefined) base--;
    for (let i = base; i <= idx; i++) {
      const words = this.#reader.keyframe(thread, i);
      if (words === undefined) return false;
      stack.depth = Math.min(stack.depth, words[0]!);
      try {
        decodeKeyframe(words, stack);
      } catch (error) {
        if (error instanceof DamagedData) return false;
        throw error;
      }
    }
    return true;
  }

  /** The same state from what came before. */
  #atEndOf(thread: number, idx: number): ActivationMachine {
    const sites = this.#reader.sites(thread);
    // Before its first event a thread has no activation.
    if (idx < 0) return new ActivationMachine(sites);
    const before = this.#reader.row(thread, idx);
    const segment = before === undefined ? undefined : this.#reader.segment(thread, idx);
    if (segment === undefined || segment.damage !== undefined)
      throw new UserError(
        'position-damaged',
        `The call stack from event ${thread}:${segment === undefined ? 0 : segment.row.first_seq + segment.row.events} on is lost, because the recording is damaged: choose a later position, or see elixirscope verify.`,
      );
    const machine = this.atStartOf(thread, idx);
    machine.replay(segment, segment.row.first_seq, segment.endSeq - 1);
    machine.mark();
    return machine;
  }

  /** Last saved state of an activation that was suspended before a segment began. */
  #suspendedBefore(thread: number, before: number, ownId: number): Int32Array | undefined {
    for (let idx = before - 1; this.#reader.row(thread, idx) !== undefined; idx--) {
      if (!this.#reader.touches(thread, idx, ownId)) continue;
      const words = this.#reader.suspended(thread, idx);
      // An older state would be wrong.
      if (words === undefined) return undefined;
      const found = findSuspended(words, ownId);
      if (found !== undefined)
        return withInherited(this.#reader.sites(thread), found, (id) => this.#suspendedBefore(thread, idx, id));
      if (this.#reader.fills(thread, idx, ownId)) return undefined;
    }
    return undefined;
  }
}
