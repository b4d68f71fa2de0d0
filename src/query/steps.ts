/**
 * Next and previous statement, for loops' heads and closing braces as V8 stops at them: every step event but those with the PART flag,
 * where V8 has no place to stand.
 *
 * Nothing here decodes what it can skip: while an activation is below the top of the stack its frame does not change, so segments
 * whose `low` says that it was never on top are passed by without decoding; backwards, the frame itself names its last step.
 */
import { FIRST_SITE, seq as toSeq, type ThreadId } from '../base/units.js';
import { MARK } from '../store/indexer.js';
import { applyEvent } from '../store/replay.js';
import type { Segment } from '../store/segment.js';
import type { ActivationMachine } from '../store/machine.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { Direction, Position, StepKind } from './api.js';
import type { QueryContext } from './context.js';

/** An activation whose next statement is looked for. */
interface Target {
  readonly enterSeq: number;
  readonly ownId: number;
  /** its index in the stack */
  readonly index: number;
}

export class Steps {
  readonly #context: QueryContext;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  step(from: Position, kind: StepKind, direction: Direction): Position | undefined {
    const found = direction === 'forward' ? this.#forward(from, kind) : this.#backward(from, kind);
    return found < 0 ? undefined : { thread: from.thread, seq: toSeq(found) };
  }

  /** Last statement at or before a seq, -1 if there is none. */
  statementAtOrBefore(thread: ThreadId, seq: number): number {
    const { reader } = this.#context;
    for (let idx = reader.segmentOf(thread, seq); ; idx--) {
      const row = reader.row(thread, idx);
      if (row === undefined) return -1;
      if (!(row.marks & MARK.step)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = Math.min(segment.offsets.length - 1, seq - row.first_seq); i >= 0; i--)
        if (this.#isStatement(thread, segment, i)) return row.first_seq + i;
    }
  }

  /** First statement at or after a seq, -1 if there is none. */
  statementAtOrAfter(thread: ThreadId, seq: number): number {
    const { reader } = this.#context;
    const first = reader.segments(thread)[0]?.idx ?? 0;
    for (let idx = Math.max(first, reader.segmentOf(thread, seq)); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined) return -1;
      if (!(row.marks & MARK.step)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = Math.max(0, seq - row.first_seq); i < segment.offsets.length; i++)
        if (this.#isStatement(thread, segment, i)) return row.first_seq + i;
    }
  }

  #isStatement(thread: number, segment: Segment, index: number): boolean {
    const sites = this.#context.reader.sites(thread);
    const site = segment.siteAt(index);
    return site >= FIRST_SITE && sites.kind[site] === SITE.step && !(sites.flags[site]! & SITE_FLAG.PART);
  }

  #backward({ thread, seq }: Position, kind: StepKind): number {
    if (kind === 'into') return this.statementAtOrBefore(thread, seq - 1);
    const { stack } = this.#context.replayer.at(thread, seq);
    const top = stack.depth - 1;
    if (top < 0) return kind === 'out' ? -1 : this.statementAtOrBefore(thread, seq - 1);
    if (kind === 'over') {
      const before = this.#stepBefore(thread, seq, stack.enterSeq[top]!);
      if (before >= 0) return before;
    }
    if (top > 0) return this.#asStatement(thread, stack.stepSeq[top - 1]!, stack.enterSeq[top - 1]!);
    return kind === 'out' ? -1 : this.statementAtOrBefore(thread, stack.enterSeq[top]! - 1);
  }

  /** A frame's last step, or the last one of it before that stands on a statement. */
  #asStatement(thread: ThreadId, stepSeq: number, enterSeq: number): number {
    if (stepSeq < 0) return -1;
    const segment = this.#context.reader.segment(thread, this.#context.reader.segmentOf(thread, stepSeq));
    return this.#isStatement(thread, segment, stepSeq - segment.row.first_seq)
      ? stepSeq
      : this.#stepBefore(thread, stepSeq, enterSeq);
  }

  /** The statement of an activation before `seq`, -1 if there is none. */
  #stepBefore(thread: ThreadId, seq: number, enterSeq: number): number {
    for (let before = seq; before > enterSeq; ) {
      const { stack } = this.#context.replayer.at(thread, before - 1);
      let frame = stack.depth - 1;
      while (frame >= 0 && stack.enterSeq[frame] !== enterSeq) frame--;
      if (frame < 0) return this.#stepBeforeResume(thread, before - 1, enterSeq);
      const step = stack.stepSeq[frame]!;
      if (step < 0) return -1;
      const segment = this.#context.reader.segment(thread, this.#context.reader.segmentOf(thread, step));
      if (this.#isStatement(thread, segment, step - segment.row.first_seq)) return step;
      before = step;
    }
    return -1;
  }

  /** `seq` lies where the activation was suspended: its state then is not on the stack, but comes back with the resume that follows. */
  #stepBeforeResume(thread: ThreadId, seq: number, enterSeq: number): number {
    const { stack } = this.#context.replayer.at(thread, seq + 1);
    for (let frame = stack.depth - 1; frame >= 0; frame--) {
      if (stack.enterSeq[frame] === enterSeq && stack.stepSeq[frame]! <= seq)
        return this.#asStatement(thread, stack.stepSeq[frame]!, enterSeq);
    }
    return -1;
  }

  #forward({ thread, seq }: Position, kind: StepKind): number {
    if (kind === 'into') return this.statementAtOrAfter(thread, seq + 1);
    const { stack } = this.#context.replayer.at(thread, seq);
    const top = stack.depth - 1;
    if (top < 0) return kind === 'out' ? -1 : this.statementAtOrAfter(thread, seq + 1);
    return this.#search(
      thread,
      seq + 1,
      { enterSeq: stack.enterSeq[top]!, ownId: stack.ownId[top]!, index: top },
      kind,
    );
  }

  #search(thread: ThreadId, from: number, target: Target, kind: 'over' | 'out'): number {
    const { reader, replayer } = this.#context;
    const sites = reader.sites(thread);
    const search = new ForwardSearch(target, kind);
    for (let idx = this.#firstToSearch(thread, from, target, kind); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined) return search.fallback;
      const starts = row.first_seq >= from;
      if (starts && search.state === 'open' && row.low > search.index) continue;
      if (starts && search.state === 'suspended' && !reader.touches(thread, idx, target.ownId)) continue;
      const machine = replayer.atStartOf(thread, idx);
      const segment = reader.segment(thread, idx);
      for (let seq = row.first_seq; seq < segment.endSeq; seq++) {
        applyEvent(machine, segment, seq);
        if (seq < from) continue;
        const site = segment.siteAt(seq - row.first_seq);
        const yields = sites.kind[site] === SITE.suspend && (sites.flags[site]! & SITE_FLAG.YIELD) !== 0;
        if (
          search.stopsAt(machine, { seq, yields, statement: this.#isStatement(thread, segment, seq - row.first_seq) })
        )
          return seq;
      }
    }
  }

  /** To step out nothing matters before the activation leaves the stack, which happens once: found by halving, keyframes only. */
  #firstToSearch(thread: ThreadId, from: number, { index, enterSeq }: Target, kind: 'over' | 'out'): number {
    const { reader, replayer } = this.#context;
    let low = reader.segmentOf(thread, from);
    if (kind === 'over') return low;
    let high = reader.segments(thread).at(-1)?.idx ?? low;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const { stack } = replayer.atStartOf(thread, middle);
      if (stack.depth > index && stack.enterSeq[index] === enterSeq) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * Follows one activation. It ends when its frame goes without being suspended at an `await`; a suspended one is waited for, because for
 * a user the statement after `await` follows the one before it. Generators give control to their caller at `yield`, as in any debugger.
 */
class ForwardSearch {
  state: 'open' | 'suspended' | 'ended' = 'open';
  /** of the activation while it is open; it comes back from a suspension at another one */
  index: number;
  /** first statement after a suspension: the answer if the activation never goes on */
  fallback = -1;
  readonly #target: Target;
  readonly #kind: 'over' | 'out';

  constructor(target: Target, kind: 'over' | 'out') {
    this.#target = target;
    this.#kind = kind;
    this.index = target.index;
  }

  /** To be asked after every event. */
  stopsAt(
    { stack, saved }: ActivationMachine,
    event: { readonly seq: number; readonly statement: boolean; readonly yields: boolean },
  ): boolean {
    const { enterSeq, ownId } = this.#target;
    const top = stack.depth - 1;
    if (this.state === 'suspended' && top >= 0 && stack.enterSeq[top] === enterSeq) {
      this.state = 'open';
      this.index = top;
    }
    if (this.state === 'open') {
      if (top >= this.index && stack.enterSeq[this.index] === enterSeq)
        return event.statement && this.#kind === 'over' && top === this.index;
      this.state = ownId > 0 && saved.has(ownId) && !event.yields ? 'suspended' : 'ended';
    }
    if (!event.statement) return false;
    if (this.state === 'ended') return top < this.index || this.index === 0;
    // Out of an async function that waits: to whoever called it, if that is still on the stack.
    if (this.#kind === 'out' && top < this.index) return true;
    if (this.fallback < 0) this.fallback = event.seq;
    return false;
  }
}
