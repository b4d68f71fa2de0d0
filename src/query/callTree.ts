/**
 * Calls as a tree, a page at a time: what a call called, with how each of them ended.
 *
 * A *call* here is one stay of an activation on the stack: one that waits at an `await` is a call up to there, and another from where it goes
 * on. Cost: a page decodes the segments in which its calls begin and end; what lies within a long one is passed over, by halving (35 ms for
 * the outermost call of 30 million events). A generator's stay is followed segment by segment, since nothing shows where it left.
 */
import { partitionPoint } from '../base/search.js';
import { seq as toSeq, threadId } from '../base/units.js';
import type { FrameStack } from '../store/frames.js';
import { MARK } from '../store/indexer.js';
import type { ActivationMachine } from '../store/machine.js';
import type { Segment } from '../store/segment.js';
import { type RawValue, siteValue } from '../store/words.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { TAG_BITS } from '../wire/trace.js';
import type { CallEnd, CallPage, CallRange, CallView } from './api.js';
import type { QueryContext } from './context.js';

/** What may put an activation on the stack. */
const RESUMES: readonly number[] = [SITE.resume, SITE.finally, SITE.catch];
const BEGINS: readonly number[] = [SITE.enter, ...RESUMES];

/** Segments before the one in which a long call ends that are looked at for how it does. */
const NEAR_SEGMENTS = 2;
/** Stays of one activation that are followed to its end. */
const MAX_STAYS = 200;

/** The call that the walk is in. */
interface OpenCall {
  readonly since: number;
  hasCalls: boolean;
  /** of a `return` that a `finally` holds up */
  held: RawValue | undefined;
  thrown: RawValue | undefined;
}

export class CallTree {
  readonly #context: QueryContext;
  readonly #begins = new Map<number, { readonly files: number; readonly sites: readonly number[] }>();

  constructor(context: QueryContext) {
    this.#context = context;
  }

  page(range: CallRange, limit: number): CallPage {
    const found = new Walk(this.#context, range, this.#beginSites(range.thread)).calls(limit + 1);
    return { calls: found.slice(0, limit), next: found[limit]?.since };
  }

  /** The call that an event began; undefined if none was. */
  at(thread: number, entered: number): CallView | undefined {
    const depth = entered === 0 ? 0 : this.#context.replayer.at(thread, entered - 1).stack.depth;
    const range = { thread: threadId(thread), depth, from: toSeq(entered), until: undefined };
    const [first] = new Walk(this.#context, range, this.#beginSites(thread)).calls(1);
    return first?.since === entered ? first : undefined;
  }

  /** The last call of the activation that an event entered, wherever it waited on the way: how it ended. */
  outcome(thread: number, entered: number): CallView | undefined {
    let stay = this.at(thread, entered);
    for (let n = 0; stay !== undefined && n < MAX_STAYS; n++) {
      const next = stay.end === 'awaited' || stay.end === 'yielded' ? this.#resumption(stay) : undefined;
      const after = next === undefined ? undefined : this.at(thread, next);
      if (after === undefined) return stay;
      stay = after;
    }
    return stay;
  }

  /** Where an activation goes on that waits. */
  #resumption({ thread, since, until, depth }: CallView): number | undefined {
    const { reader, replayer } = this.#context;
    const ownId = replayer.at(thread, since).stack.ownId[depth]!;
    const sites = reader.sites(thread);
    for (let idx = reader.segmentOf(thread, until + 1); reader.row(thread, idx) !== undefined; idx++) {
      if (!reader.touches(thread, idx, ownId)) continue;
      const { words, offsets, row } = reader.segment(thread, idx);
      for (let i = Math.max(0, until + 1 - row.first_seq); i < offsets.length; i++) {
        const offset = offsets[i]!;
        const site = words[offset]! >>> TAG_BITS;
        if (RESUMES.includes(sites.kind[site]!) && words[offset + 1] === ownId) return row.first_seq + i;
      }
    }
    return undefined;
  }

  #beginSites(thread: number): readonly number[] {
    const sites = this.#context.reader.sites(thread);
    const known = this.#begins.get(thread);
    if (known?.files === sites.files.length) return known.sites;
    const found = sites.files.flatMap(({ base, table }) =>
      table.sites.kind.flatMap((kind, i) => (BEGINS.includes(kind) ? [base + i] : [])),
    );
    this.#begins.set(thread, { files: sites.files.length, sites: found });
    return found;
  }
}

class Walk {
  readonly #context: QueryContext;
  readonly #range: CallRange;
  readonly #begins: readonly number[];
  readonly #found: CallView[] = [];
  /** index on the stack of the calls that are listed */
  #depth: number;
  #open: OpenCall | undefined;

  constructor(context: QueryContext, range: CallRange, begins: readonly number[]) {
    this.#context = context;
    this.#range = range;
    this.#begins = begins;
    const { thread, depth, from } = range;
    this.#depth = depth ?? (from === 0 ? 0 : context.replayer.at(thread, from - 1).stack.depth);
  }

  /** The first so many, fewer if there are no more. */
  calls(wanted: number): readonly CallView[] {
    const { reader } = this.#context;
    const { thread, from, until = Number.POSITIVE_INFINITY } = this.#range;
    const first = reader.segments(thread)[0]?.idx ?? 0;
    for (let idx = Math.max(first, reader.segmentOf(thread, from)); this.#found.length < wanted; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined || row.first_seq > until) break;
      if (this.#open === undefined && !reader.hasAnySite(thread, idx, this.#begins)) continue;
      const machine = this.#through(idx, wanted);
      if (this.#open !== undefined && this.#found.length < wanted) idx = this.#beforeLeaving(machine, idx);
    }
    return this.#found;
  }

  /** All of a segment that lies in the range, or up to the last call that is wanted. */
  #through(idx: number, wanted: number): ActivationMachine {
    const { reader, replayer } = this.#context;
    const { thread, from, until = Number.POSITIVE_INFINITY } = this.#range;
    const segment = reader.segment(thread, idx);
    const machine = replayer.atStartOf(thread, idx);
    const { stack } = machine;
    machine.ended = (frame) => {
      if (frame === this.#depth && this.#open !== undefined) this.#close(machine, segment, this.#open);
    };
    const last = Math.min(segment.endSeq - 1, until);
    if (segment.row.first_seq >= from) this.#rises(stack.depth);
    for (let seq = segment.row.first_seq; seq <= last && this.#found.length < wanted; seq++) {
      if (seq >= from) this.#note(machine, segment, seq);
      machine.replayOne(segment, seq);
      if (seq < from || this.#rises(stack.depth) || stack.depth <= this.#depth) continue;
      this.#open ??=
        stack.since[this.#depth] === seq
          ? { since: seq, hasCalls: false, held: undefined, thrown: undefined }
          : undefined;
      if (this.#open !== undefined && stack.depth > this.#depth + 1) this.#open.hasCalls = true;
    }
    const isLast = reader.row(thread, idx + 1) === undefined;
    if (isLast && this.#open !== undefined && this.#found.length < wanted && last === segment.endSeq - 1) {
      stack.now = last;
      this.#add(machine, this.#open, { end: 'open', value: undefined });
    }
    return machine;
  }

  /** The caller of what is listed has ended: what its own caller calls is listed now. */
  #rises(depth: number): boolean {
    if (this.#range.depth !== undefined || depth >= this.#depth) return false;
    this.#depth = depth;
    return true;
  }

  /** Returns and throws say later how a call ended. */
  #note({ stack }: ActivationMachine, segment: Segment, seq: number): void {
    const open = this.#open;
    if (open === undefined) return;
    const sites = this.#context.reader.sites(this.#range.thread);
    const site = segment.siteAt(seq - segment.row.first_seq);
    const kind = sites.kind[site];
    if (kind === SITE.throw) open.thrown = siteValue(segment.words, segment.offsetOf(seq), sites);
    else if (kind === SITE.return && stack.depth === this.#depth + 1 && !(sites.flags[site]! & SITE_FLAG.POPS))
      open.held = siteValue(segment.words, segment.offsetOf(seq), sites);
    else if (kind === SITE.catch && stack.depth === this.#depth + 1) open.thrown = undefined;
  }

  #close(machine: ActivationMachine, segment: Segment, open: OpenCall): void {
    this.#add(machine, open, this.#ending(segment, machine.stack.now, open));
    this.#open = undefined;
  }

  #ending(
    segment: Segment,
    seq: number,
    open: OpenCall,
  ): { readonly end: CallEnd; readonly value: RawValue | undefined } {
    const sites = this.#context.reader.sites(this.#range.thread);
    const site = segment.siteAt(seq - segment.row.first_seq);
    switch (sites.kind[site]) {
      case SITE.return:
        return { end: 'returned', value: siteValue(segment.words, segment.offsetOf(seq), sites) };
      case SITE.leave:
        return open.held === undefined ? { end: 'threw', value: open.thrown } : { end: 'returned', value: open.held };
      case SITE.suspend:
        return { end: sites.flags[site]! & SITE_FLAG.YIELD ? 'yielded' : 'awaited', value: undefined };
      default:
        return { end: 'left', value: undefined };
    }
  }

  #add(
    { stack }: ActivationMachine,
    { since, hasCalls }: OpenCall,
    { end, value }: { readonly end: CallEnd; readonly value: RawValue | undefined },
  ): void {
    const { thread } = this.#range;
    const depth = this.#depth;
    const { sources, reader } = this.#context;
    const { file, index, module } = reader.sites(thread).layout(stack.fn[depth]!);
    const info = file.table.functions[index]!;
    this.#found.push({
      thread,
      depth,
      functionName: info.name,
      place: sources.ofRange(file, info.start, info.end),
      isModule: module,
      since: toSeq(since),
      until: toSeq(stack.now),
      entered: toSeq(stack.enterSeq[depth]!),
      hasCalls,
      end,
      value: value === undefined || value.tag === 0 ? undefined : this.#context.value({ thread }, value),
    });
  }

  /** The segment before the one in which the open call leaves the stack: nothing between matters. */
  #beforeLeaving({ stack }: ActivationMachine, idx: number): number {
    const { reader } = this.#context;
    const { thread } = this.#range;
    if (stack.depth <= this.#depth) return idx;
    const staysUntil = this.#staysUntil(stack, idx);
    const end = reader.segments(thread).at(-1)?.idx ?? idx;
    const last = partitionPoint(idx + 1, end + 1, staysUntil) - 1;
    // What begins in a segment that is passed over was called by it.
    for (let between = idx + 1; between < last && !this.#open!.hasCalls; between++)
      this.#open!.hasCalls = reader.hasAnySite(thread, between, this.#begins);
    // An exception, or a return that a `finally` holds up, may be just before the end.
    return Math.max(idx, last - 1 - NEAR_SEGMENTS);
  }

  /**
   * Whether the open call is on the stack, without having left it, where a segment behind `idx` starts. An activation that can be suspended may
   * have come back: of an async function that takes a turn, of a generator nothing shows it.
   */
  #staysUntil({ fn, enterSeq }: FrameStack, idx: number): (segment: number) => boolean {
    const { reader, replayer } = this.#context;
    const { thread } = this.#range;
    const depth = this.#depth;
    const entered = enterSeq[depth];
    const { async, generator, module } = reader.sites(thread).layout(fn[depth]!);
    if (generator) return () => false;
    const firstTurn =
      async || module
        ? reader.segments(thread).find((row) => row.idx > idx && (row.marks & MARK.turn) !== 0)?.idx
        : undefined;
    return (segment) => {
      if (firstTurn !== undefined && segment > firstTurn) return false;
      const { stack } = replayer.atStartOf(thread, segment);
      return stack.depth > depth && stack.enterSeq[depth] === entered;
    };
  }
}
