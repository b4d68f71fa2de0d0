/**
 * Where the history of a variable or property may have something missing: from there on assignments were left out (an overhead budget, a sample), or
 * events were dropped. For the same reasons its value is unknown, or its object out of date, in the state at that position.
 */
import type { HeapId, ThreadId } from '../base/units.js';
import type { LoadedFile } from '../store/sites.js';
import { CONTENT, CONTENT_FLAG, SYSTEM, TAG, TAG_MASK, WATCH } from '../wire/trace.js';
import type { DataRef } from './api.js';
import type { QueryContext } from './context.js';
import type { ObjectState } from './objectState.js';
import { leastFor } from './reductions.js';

export interface Omission {
  readonly seq: number;
  readonly why: string;
}

const BUDGET = '(overhead budget, or outside of the sample)';
const NOT_FOLLOWED = `what is assigned from here on is not followed ${BUDGET}`;
const BEFORE = `what was assigned before it was seen first, here, was not followed ${BUDGET}`;
const DROPPED = 'events before this one were dropped (--overflow)';

export class Omissions {
  readonly #context: QueryContext;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** Those of one segment, oldest first. `file`: of a variable. */
  in(ref: DataRef, idx: number, file: LoadedFile | undefined): readonly Omission[] {
    const { reader, reductions } = this.#context;
    const { thread } = ref;
    const row = reader.row(thread, idx)!;
    const first = 'since' in ref ? Math.max(row.first_seq, ref.since) : row.first_seq;
    const span = { after: first - 1, to: row.first_seq + row.events - 1 };
    const drops = reductions.drops(thread, span);
    if (drops.length === 0 && !reductions.hasBegun(thread, span.to)) return [];
    const found = [
      ...drops.map((seq) => ({ seq, why: DROPPED })),
      ...(file === undefined && 'object' in ref ? this.#lost(thread, idx, ref.object) : []),
      ...(file !== undefined && ref.kind === 'local' ? this.#reduced(ref, file, span) : []),
    ].sort((a, b) => a.seq - b.seq);
    return ref.kind === 'local' ? this.#whileOpen(ref, file!, idx, found) : found;
  }

  /** Whether assignments to an object may be left out once something is: it is out of date, or has never been described. */
  isNotFollowed(state: ObjectState): boolean {
    return state.unseen || (state.kind === CONTENT.cut && (state.flags & CONTENT_FLAG.leftOut) !== 0);
  }

  /** An assignment that was recorded all the same says nothing of the next one. */
  behind(seq: number): Omission {
    return { seq, why: NOT_FOLLOWED };
  }

  /** Of an object that was seen first when something was left out already: its birth may be older. */
  before(thread: ThreadId, object: HeapId): Omission | undefined {
    const { reader, reductions } = this.#context;
    for (let idx = reader.birthOf(thread, object); reader.row(thread, idx) !== undefined; idx++) {
      if (!reader.fills(thread, idx, object)) continue;
      const { row } = reader.segment(thread, idx);
      const [seq] = this.#about(thread, idx, object);
      if (seq !== undefined)
        return reductions.hasBegun(thread, row.first_seq + seq) ? { seq: row.first_seq + seq, why: BEFORE } : undefined;
    }
    return undefined;
  }

  /** Assignments to an object were left out, or it may have been changed unseen. */
  #lost(thread: ThreadId, idx: number, object: HeapId): Omission[] {
    const { reader } = this.#context;
    if (!reader.hasAnySite(thread, idx, [SYSTEM.watch]) || !reader.touches(thread, idx, object)) return [];
    const segment = reader.segment(thread, idx);
    return this.#about(thread, idx, object)
      .filter((i) => segment.siteAt(i) === SYSTEM.watch)
      .filter((i) => (segment.words[segment.offsets[i]!]! & TAG_MASK) === WATCH.unseen)
      .map((i) => ({ seq: segment.row.first_seq + i, why: NOT_FOLLOWED }));
  }

  /** Indexes of a segment's events about an object. */
  #about(thread: ThreadId, idx: number, object: HeapId): number[] {
    const { reader } = this.#context;
    const { objects, offsets } = reader.segment(thread, idx);
    return [...objects.of(object, reader.sites(thread).kind, 0, offsets.length - 1)];
  }

  #reduced(
    { thread, since, variable }: Extract<DataRef, { kind: 'local' }>,
    { table, fnBase }: LoadedFile,
    span: { readonly after: number; readonly to: number },
  ): Omission[] {
    const { reductions } = this.#context;
    const { kind, scope } = table.variables[variable]!;
    const fn = fnBase + table.scopes[scope]!.fn;
    const least = leastFor(kind);
    const isSoAtOnce = span.after === since - 1 && reductions.detail(thread, fn, since, since) >= least;
    const later = reductions.begins({ thread, fn }, least, span);
    return (isSoAtOnce ? [since, ...later] : later).map((seq) => ({ seq, why: NOT_FOLLOWED }));
  }

  /** Those while an activation was on the stack or suspended, and before a constant had its value: in a loop it has others. */
  #whileOpen(
    { thread, since, ownId, variable }: Extract<DataRef, { kind: 'local' }>,
    { table }: LoadedFile,
    idx: number,
    omissions: readonly Omission[],
  ): readonly Omission[] {
    if (omissions.length === 0) return omissions;
    const { reader, replayer } = this.#context;
    const { kind, slot, scope } = table.variables[variable]!;
    const { fn, parent } = table.scopes[scope]!;
    const isOnce = (kind === 'const' && table.scopes[parent]?.fn !== fn) || kind === 'this';
    const segment = reader.segment(thread, idx);
    const machine = replayer.atStartOf(thread, idx);
    let next = segment.row.first_seq;
    return omissions.filter(({ seq }) => {
      machine.replay(segment, next, seq);
      next = seq + 1;
      const { stack, suspended } = machine;
      const frame = stack.enterSeq.subarray(0, stack.depth).indexOf(since);
      if (frame < 0) return ownId !== 0 && suspended.find(ownId) !== undefined;
      return !isOnce || stack.slot(frame, slot).tag === TAG.none;
    });
  }
}
