/**
 * Next and previous statement, for loops' heads and closing braces as V8 stops at them: every step event but those with the PART flag,
 * where V8 has no place to stand.
 *
 * Nothing here decodes what it can skip: while an activation is below the top of the stack its frame does not change, so segments
 * whose `low` says that it was never on top are passed by without decoding; backwards, the frame itself names its last step.
 */
import { partitionPoint } from '../base/search.js';
import { FIRST_SITE, seq as toSeq, type ThreadId } from '../base/units.js';
import { MARK } from '../store/indexer.js';
import type { Segment } from '../store/segment.js';
import type { FrameStack } from '../store/frames.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { Direction, Position, SourcePlace, StepKind, StepProgress } from './api.js';
import type { QueryContext } from './context.js';
import { ForwardSearch, type Target } from './forwardSearch.js';

/** Where following an activation has led. */
interface Followed {
  /** -1: what is recorded ends before */
  readonly seq: number;
  /** the best answer then, -1 if there is none */
  readonly fallback: number;
  /** function of the activation that is suspended then */
  readonly waitsFor: number | undefined;
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

  statementAt({ thread, seq }: Position): SourcePlace | undefined {
    const { reader, sources } = this.#context;
    const segment = reader.segment(thread, reader.segmentOf(thread, seq));
    const index = seq - segment.row.first_seq;
    const found = this.#isStatement(thread, segment, index)
      ? this.#context.siteOf(thread, segment.siteAt(index))
      : undefined;
    return found && sources.ofSite(found.file, found.index);
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
    return this.#before(thread, stack.enterSeq[top]!);
  }

  /** The statement that called an activation, even one that has come back from an `await`; else the last one that ran before. */
  #before(thread: ThreadId, enterSeq: number): number {
    const { stack } = this.#context.replayer.at(thread, enterSeq - 1);
    const below = stack.depth - 1;
    const caller = below < 0 ? -1 : this.#asStatement(thread, stack.stepSeq[below]!, stack.enterSeq[below]!);
    return caller >= 0 ? caller : this.statementAtOrBefore(thread, enterSeq - 1);
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

  #forward(from: Position, kind: StepKind): number {
    const { thread, seq } = from;
    if (kind === 'into') return this.statementAtOrAfter(thread, seq + 1);
    const found = this.#follow(from, kind);
    if (found === undefined) return kind === 'out' ? -1 : this.statementAtOrAfter(thread, seq + 1);
    return found.seq < 0 ? found.fallback : found.seq;
  }

  /** How far a step forwards has come in what is recorded so far. */
  progress(from: Position, kind: 'over' | 'out'): StepProgress {
    const found = this.#follow(from, kind);
    if (found === undefined) return { kind: 'running' };
    if (found.seq >= 0) return { kind: 'done', at: { thread: from.thread, seq: toSeq(found.seq) } };
    if (found.waitsFor === undefined) return { kind: 'running' };
    const { file, index } = this.#context.reader.sites(from.thread).layout(found.waitsFor);
    const { start, end } = file.table.functions[index]!;
    return { kind: 'waiting', place: this.#context.sources.ofRange(file, start, end) };
  }

  #follow({ thread, seq }: Position, kind: 'over' | 'out'): Followed | undefined {
    const { stack } = this.#context.replayer.at(thread, seq);
    const top = stack.depth - 1;
    if (top < 0) return undefined;
    const here = targetOf(stack, top);
    const first = this.#context.reader.segmentOf(thread, seq + 1);
    if (kind === 'over') return this.#search(thread, seq + 1, here, first);
    const leaving = this.#segmentOfLeaving(thread, seq + 1, here);
    if (top > 0) return this.#search(thread, seq + 1, targetOf(stack, top - 1), leaving);
    const ended = this.#search(thread, seq + 1, { ...here, stands: false }, leaving);
    const caller = this.#awaitingCaller(thread, here);
    if (caller === undefined) return ended;
    if (ended.seq < 0) return { ...ended, waitsFor: caller.fn };
    return this.#search(thread, ended.seq, caller, this.#context.reader.segmentOf(thread, ended.seq));
  }

  /** Whoever called an async function that has come back from an `await`. */
  #awaitingCaller(thread: ThreadId, { fn, enterSeq }: Target): Target | undefined {
    const { async, generator } = this.#context.reader.sites(thread).layout(fn);
    if (!async || generator || enterSeq <= 0) return undefined;
    const { stack } = this.#context.replayer.at(thread, enterSeq - 1);
    const below = stack.depth - 1;
    return below < 0 || stack.ownId[below] === 0 ? undefined : { ...targetOf(stack, below), isSuspended: true };
  }

  #search(thread: ThreadId, from: number, target: Target, first: number): Followed {
    const { reader, replayer } = this.#context;
    const sites = reader.sites(thread);
    const search = new ForwardSearch(target);
    for (let idx = first; ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined) {
        const waitsFor = search.state === 'suspended' ? target.fn : undefined;
        return { seq: -1, fallback: search.fallback, waitsFor };
      }
      const starts = row.first_seq >= from;
      if (starts && search.state === 'open' && row.low > search.index) continue;
      if (starts && search.state === 'suspended' && search.fallback >= 0 && !reader.touches(thread, idx, target.ownId))
        continue;
      const machine = replayer.atStartOf(thread, idx);
      const segment = reader.segment(thread, idx);
      for (let seq = row.first_seq; seq < segment.endSeq; seq++) {
        machine.replayOne(segment, seq);
        if (seq < from) continue;
        const site = segment.siteAt(seq - row.first_seq);
        const yields = sites.kind[site] === SITE.suspend && (sites.flags[site]! & SITE_FLAG.YIELD) !== 0;
        if (
          search.stopsAt(machine, { seq, yields, statement: this.#isStatement(thread, segment, seq - row.first_seq) })
        )
          return { seq, fallback: -1, waitsFor: undefined };
      }
    }
  }

  /** To step out nothing matters before the activation leaves the stack, which happens once: found by halving, keyframes only. */
  #segmentOfLeaving(thread: ThreadId, from: number, { index, enterSeq }: Target): number {
    const { reader, replayer } = this.#context;
    const first = reader.segmentOf(thread, from);
    const last = reader.segments(thread).at(-1)?.idx ?? first;
    const left = partitionPoint(first + 1, last + 1, (idx) => {
      const { stack } = replayer.atStartOf(thread, idx);
      return stack.depth > index && stack.enterSeq[index] === enterSeq;
    });
    return left - 1;
  }
}

const targetOf = (stack: FrameStack, index: number): Target => ({
  enterSeq: stack.enterSeq[index]!,
  ownId: stack.ownId[index]!,
  fn: stack.fn[index]!,
  index,
  isSuspended: false,
  stands: true,
});
