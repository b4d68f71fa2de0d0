/**
 * Next and previous statement, for loops' heads and closing braces as V8 stops at them: every step event but those with the PART flag,
 * where V8 has no place to stand. Expressions are what the recording tells of the inside of a statement: behind each write and each
 * `await`, and where a recorded call has come back, of an activation that has begun its first statement.
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
import type { Direction, Granularity, Position, SourcePlace, StepKind, StepProgress } from './api.js';
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

/** Events of an activation among which a stop is looked for. */
interface Stretch {
  readonly thread: ThreadId;
  readonly from: number;
  /** before this event; otherwise as far as is recorded */
  readonly until?: number;
  /** nothing before this segment can be a stop */
  readonly segment: number;
  readonly granularity: Granularity;
  /** the last stop is meant, not the first */
  readonly last?: true;
}

export class Steps {
  readonly #context: QueryContext;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  step(from: Position, kind: StepKind, direction: Direction, granularity: Granularity): Position | undefined {
    const found =
      direction === 'forward' ? this.#forward(from, kind, granularity) : this.#backward(from, kind, granularity);
    return found < 0 ? undefined : { thread: from.thread, seq: toSeq(found) };
  }

  /** Last stop at or before a seq, -1 if there is none. */
  stopAtOrBefore(thread: ThreadId, seq: number, granularity: Granularity = 'statement'): number {
    const { reader } = this.#context;
    for (let idx = reader.segmentOf(thread, seq); ; idx--) {
      const row = reader.row(thread, idx);
      if (row === undefined) return -1;
      if (granularity === 'statement' && !(row.marks & MARK.step)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = Math.min(segment.offsets.length - 1, seq - row.first_seq); i >= 0; i--)
        if (this.#isStop(thread, segment, i, granularity)) return row.first_seq + i;
    }
  }

  /** First stop at or after a seq, -1 if there is none. */
  stopAtOrAfter(thread: ThreadId, seq: number, granularity: Granularity = 'statement'): number {
    const { reader } = this.#context;
    const first = reader.segments(thread)[0]?.idx ?? 0;
    for (let idx = Math.max(first, reader.segmentOf(thread, seq)); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined) return -1;
      if (granularity === 'statement' && !(row.marks & MARK.step)) continue;
      const segment = reader.segment(thread, idx);
      for (let i = Math.max(0, seq - row.first_seq); i < segment.offsets.length; i++)
        if (this.#isStop(thread, segment, i, granularity)) return row.first_seq + i;
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

  /** `stack`: what it is behind the event, if that is known already. */
  #isStop(thread: number, segment: Segment, index: number, granularity: Granularity, stack?: FrameStack): boolean {
    if (this.#isStatement(thread, segment, index)) return true;
    if (granularity === 'statement' || !this.#isEvaluated(thread, segment.siteAt(index))) return false;
    const { stepSeq, depth } = stack ?? this.#context.replayer.at(thread, segment.row.first_seq + index).stack;
    return depth > 0 && stepSeq[depth - 1]! >= 0;
  }

  /** Has an expression of the activation that is innermost behind such an event been evaluated by it? */
  #isEvaluated(thread: number, site: number): boolean {
    if (site < FIRST_SITE) return false;
    const sites = this.#context.reader.sites(thread);
    const flags = sites.flags[site]!;
    switch (sites.kind[site]) {
      case SITE.write:
      case SITE.put:
      case SITE.delete:
      case SITE.resume:
        return true;
      case SITE.return:
        return (flags & SITE_FLAG.POPS) !== 0;
      case SITE.suspend:
        return (flags & (SITE_FLAG.DELEGATES | SITE_FLAG.ITERATES)) === 0;
      default:
        return false;
    }
  }

  #backward({ thread, seq }: Position, kind: StepKind, granularity: Granularity): number {
    if (kind === 'into') return this.stopAtOrBefore(thread, seq - 1, granularity);
    const statement = this.#statementBack(thread, seq, kind);
    if (granularity === 'statement' || statement < 0) return statement;
    const { stack } = this.#context.replayer.at(thread, seq);
    const entered = stack.depth === 0 ? -1 : stack.enterSeq[stack.depth - 1]!;
    return this.#lastOf(thread, statement, statement < entered ? entered : seq);
  }

  /** The last expression that a statement's activation has evaluated before `until`, since the statement began; the statement, if it has none. */
  #lastOf(thread: ThreadId, statement: number, until: number): number {
    const { stack } = this.#context.replayer.at(thread, statement);
    if (stack.depth === 0) return statement;
    const target = targetOf(stack, stack.depth - 1);
    const segment = this.#context.reader.segmentOf(thread, statement + 1);
    const { seq } = this.#search(
      { thread, from: statement + 1, until, segment, granularity: 'expression', last: true },
      target,
    );
    return seq < 0 ? statement : seq;
  }

  #statementBack(thread: ThreadId, seq: number, kind: 'over' | 'out'): number {
    const { stack } = this.#context.replayer.at(thread, seq);
    const top = stack.depth - 1;
    if (top < 0) return kind === 'out' ? -1 : this.stopAtOrBefore(thread, seq - 1);
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
    return caller >= 0 ? caller : this.stopAtOrBefore(thread, enterSeq - 1);
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

  #forward(from: Position, kind: StepKind, granularity: Granularity): number {
    const { thread, seq } = from;
    if (kind === 'into') return this.stopAtOrAfter(thread, seq + 1, granularity);
    const found = this.#follow(from, kind, granularity);
    if (found === undefined) return kind === 'out' ? -1 : this.stopAtOrAfter(thread, seq + 1, granularity);
    return found.seq < 0 ? found.fallback : found.seq;
  }

  /** How far a step forwards has come in what is recorded so far. */
  progress(from: Position, kind: 'over' | 'out'): StepProgress {
    const found = this.#follow(from, kind, 'statement');
    if (found === undefined) return { kind: 'running' };
    if (found.seq >= 0) return { kind: 'done', at: { thread: from.thread, seq: toSeq(found.seq) } };
    if (found.waitsFor === undefined) return { kind: 'running' };
    const { file, index } = this.#context.reader.sites(from.thread).layout(found.waitsFor);
    const { start, end } = file.table.functions[index]!;
    return { kind: 'waiting', place: this.#context.sources.ofRange(file, start, end) };
  }

  #follow({ thread, seq }: Position, kind: 'over' | 'out', granularity: Granularity): Followed | undefined {
    const { stack } = this.#context.replayer.at(thread, seq);
    const top = stack.depth - 1;
    if (top < 0) return undefined;
    const here = targetOf(stack, top);
    const ahead = { thread, from: seq + 1, segment: this.#context.reader.segmentOf(thread, seq + 1), granularity };
    if (kind === 'over') return this.#search(ahead, here);
    const leaving = { ...ahead, segment: this.#segmentOfLeaving(thread, seq + 1, here) };
    if (top > 0) return this.#search(leaving, targetOf(stack, top - 1));
    const ended = this.#search(leaving, { ...here, stands: false });
    const caller = this.#awaitingCaller(thread, here);
    if (caller === undefined) return ended;
    if (ended.seq < 0) return { ...ended, waitsFor: caller.fn };
    return this.#search(
      { ...ahead, from: ended.seq, segment: this.#context.reader.segmentOf(thread, ended.seq) },
      caller,
    );
  }

  /** Whoever called an async function that has come back from an `await`. */
  #awaitingCaller(thread: ThreadId, { fn, enterSeq }: Target): Target | undefined {
    const { async, generator } = this.#context.reader.sites(thread).layout(fn);
    if (!async || generator || enterSeq <= 0) return undefined;
    const { stack } = this.#context.replayer.at(thread, enterSeq - 1);
    const below = stack.depth - 1;
    return below < 0 || stack.ownId[below] === 0 ? undefined : { ...targetOf(stack, below), isSuspended: true };
  }

  #search({ thread, from, until = Infinity, segment: first, granularity, last }: Stretch, target: Target): Followed {
    const { reader, replayer } = this.#context;
    const sites = reader.sites(thread);
    const search = new ForwardSearch(target);
    let found = -1;
    for (let idx = first; ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined) {
        const waitsFor = search.state === 'suspended' ? target.fn : undefined;
        return { seq: found, fallback: search.fallback, waitsFor };
      }
      const starts = row.first_seq >= from;
      if (starts && search.state === 'open' && row.low > search.index) continue;
      if (starts && search.state === 'suspended' && search.fallback >= 0 && !reader.touches(thread, idx, target.ownId))
        continue;
      const machine = replayer.atStartOf(thread, idx);
      const segment = reader.segment(thread, idx);
      for (let seq = row.first_seq; seq < segment.endSeq; seq++) {
        if (seq >= until) return { seq: found, fallback: -1, waitsFor: undefined };
        machine.replayOne(segment, seq);
        if (seq < from) continue;
        const index = seq - row.first_seq;
        const site = segment.siteAt(index);
        const yields = sites.kind[site] === SITE.suspend && (sites.flags[site]! & SITE_FLAG.YIELD) !== 0;
        const stops = this.#isStop(thread, segment, index, granularity, machine.stack);
        if (!search.stopsAt(machine, { seq, yields, stops })) continue;
        found = seq;
        if (!last) return { seq, fallback: -1, waitsFor: undefined };
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
