/**
 * The overhead budget: how much of each function is recorded, so that recording costs no more than asked for (`maxOverhead`, `sample`).
 *
 * Fifty times a second, what the events of each function take is added up, those that were left out included: 10 ns for a step or a
 * variable that lives in the activation, 50 ns for any other, 5 ns for counting one that is left out, 40 ns for each word of the objects that they are the first to see (as many for each event as
 * there were when the function's were recorded last). Where all of them together would take more than their share of the CPU time, the
 * function with the most gets one step less detailed (wire/trace.ts, DETAIL), then whichever has the most now, until the rest fits. A function
 * whose events would have fitted for a second gets one step back. With a sample it is turns instead of functions: those that are not in it are recorded as calls.
 *
 * Output: a `budget` gap event for each change, with how many events were left out since the one before.
 * Not here: what a probe does at each step (reducedProbes.ts). On the program's thread.
 */
import { CELL } from '../wire/ring.js';
import { type FunctionInfo, SITE, SITE_FLAG, type SiteKind, type SiteTable } from '../wire/sites.js';
import { DETAIL, type Detail, GAP, SYSTEM } from '../wire/trace.js';
import { busyTime, list, now, SafeSet } from './intrinsics.js';
import type { RingWriter } from './ring.js';

const WINDOW_MS = 20;
const LOCAL_MS = 10e-6;
const EVENT_MS = 50e-6;
/** Counting one that is left out: without it the constraint solver, of whose events one takes 2 ns unrecorded, kept 8 million that fitted into what counting 20 million took. */
const LEFT_MS = 5e-6;
/** Of what recording may take, at most: where what cannot be spared (counting, most of all) is too much, functions that are seldom called need not pay for it with all they have. */
const MOST_LEAST = 0.75;
/** Share of the program's time that is not worth finding out first what takes how much of it. */
const NEXT_TO_NOTHING = 1e-3;
/** Counting a call whose function's reduced body runs, with what it looks after behind the calls that it makes. Taken for 2 ns, it left more to others than there was. */
const REDUCED_MS = 10e-6;
/** Of what recording takes, at most: the rest goes into looking after calls, into garbage and compiling. */
const ADDED_UP = 0.5;
/** A word of the content of an object that an event is the first to see. */
const WORD_MS = 40e-6;
/** Windows after which a function gets some of its detail back. */
const PATIENCE = 50;
const MAX_SAMPLE = 1 << 16;
/** Words of an array whose place in memory V8 compiles in, since it does not move. */
const OFF_HEAP = 17;
/** Programs may replace what is global. */
const Words = Int32Array;
/** Known to be left out of a call whose function's reduced body runs: its entry and its end. */
const EVENTS_OF_CALL = 2;
/** Sites whose function comes and goes otherwise than by one entry and one end. */
const LASTING = new SafeSet<number>([SITE.scope, SITE.iterate, SITE.suspend, SITE.resume, SITE.catch, SITE.finally]);

/** A function, or all of them (site 0), with what was asked for since the last window, by the step that leaves it out. */
export class Share {
  level: Detail = DETAIL.everything;
  /** the same, or that of the turn if it is less detailed: what its probes go by */
  now: Detail = DETAIL.everything;
  /** of a function with a reduced body: 0, or one more than there were calls of that in this window, which is what runs from its next call on; the other body records calls, at least */
  counter: Int32Array | undefined;
  /** the same of a function that has none: its body does not record its calls */
  isCounted = false;
  /** steps and local variables */
  locals = 0;
  /** arguments, results, assignments to properties */
  values = 0;
  calls = 0;
  /** always recorded; but what these are the first to see is not where calls are all that is recorded */
  rest = 0;
  /** of objects that steps and local variables, values, or what is always recorded were the first to see */
  localWords = 0;
  valueWords = 0;
  restWords = 0;
  /** what describing these takes, in ms for each of them, in the last window that they were recorded in */
  #local = 0;
  #value = 0;
  #rest = 0;
  /** on the stack now */
  active = 0;
  /** left out since the last gap event; of a reduced body what is known of each call: that it began and ended */
  left = 0;
  /** what a call that was recorded asked for */
  #localsOfCall = 0;
  #valuesOfCall = 0;
  calm = 0;
  next: Detail = DETAIL.everything;

  constructor(
    /** of its entry */
    readonly site: number,
    /** as far as it may go */
    public floor: Detail,
  ) {}

  get hasReducedBody(): boolean {
    return this.counter !== undefined;
  }

  /** Calls of the reduced body. */
  get #reduced(): number {
    const count = this.counter?.[0] ?? 0;
    return count === 0 ? 0 : count - 1;
  }

  /** Events other than steps and locals at a level. */
  #others(level: Detail): number {
    const { values, calls, rest } = this;
    return rest + (level < DETAIL.counted ? calls : 0) + (level < DETAIL.calls ? values : 0);
  }

  /** Events at a level. */
  events(level: Detail): number {
    return this.#others(level) + (level < DETAIL.arguments ? this.locals : 0);
  }

  /** What they take, and counting those that are left out, in ms. */
  cost(level: Detail): number {
    const locals = level < DETAIL.arguments ? this.locals * (LOCAL_MS + this.#local) : 0;
    const values = level < DETAIL.calls ? this.values * this.#value : 0;
    const rest = level < DETAIL.calls ? this.rest * this.#rest : 0;
    const recorded = this.#others(level) * EVENT_MS + locals + values + rest;
    if (level === DETAIL.counted && this.hasReducedBody) return recorded + this.calls * REDUCED_MS;
    return recorded + (this.events(DETAIL.everything) - this.events(level)) * LEFT_MS;
  }

  /** What could be spared of it. */
  excess(level: Detail): number {
    return this.cost(level) - this.cost(this.floor);
  }

  /** A window ends: what was left out in it, what an event takes at the level it has, and what calls of the reduced body would have asked for. */
  learn(): number {
    if (this.now < DETAIL.arguments && this.locals > 0) this.#local = (this.localWords * WORD_MS) / this.locals;
    if (this.now < DETAIL.calls && this.values > 0) this.#value = (this.valueWords * WORD_MS) / this.values;
    if (this.now < DETAIL.calls && this.rest > 0) this.#rest = (this.restWords * WORD_MS) / this.rest;
    const reduced = this.#reduced;
    if (this.calls > 0) {
      this.#localsOfCall = this.locals / this.calls;
      this.#valuesOfCall = this.values / this.calls;
    }
    const left = this.events(DETAIL.everything) - this.events(this.isCounted ? DETAIL.counted : this.now);
    this.calls += reduced;
    this.locals += reduced * this.#localsOfCall;
    this.values += reduced * this.#valuesOfCall;
    return left + reduced * EVENTS_OF_CALL;
  }

  /** `turn`: level of the turn */
  follow(turn: Detail): void {
    const isCounted = this.level === DETAIL.counted;
    const { counter } = this;
    this.isCounted = isCounted && counter === undefined;
    const isReduced = isCounted && counter !== undefined;
    if (counter !== undefined && isReduced !== (counter[0] !== 0)) counter[0] = isReduced ? 1 : 0;
    const own = isReduced ? DETAIL.calls : this.level;
    this.now = own > turn ? own : turn;
  }

  restart(): void {
    this.locals = this.values = this.calls = this.rest = 0;
    if (this.counter !== undefined && this.counter[0] !== 0) this.counter[0] = 1;
    this.localWords = this.valueWords = this.restWords = 0;
  }
}

interface Module {
  readonly base: number;
  readonly table: SiteTable;
  readonly shares: readonly Share[];
}

export interface BudgetOptions {
  readonly maxOverhead: number;
  readonly sample: number;
}

export class Budget {
  /** of the turn: all functions */
  readonly turn = new Share(0, DETAIL.calls);
  readonly #ring: RingWriter;
  readonly #share: number;
  readonly #isAdaptive: boolean;
  #sample: number;
  /** the first turn is in the sample */
  #turns = -1;
  /** ms that everything asked for since the last window would take, and what of it cannot be spared */
  #wanted = 0;
  #least = 0;
  readonly #modules = list<Module>();
  #windows = 0;
  /** a window begins */
  began: (index: number) => void = () => {};
  #at = now();
  #busy = busyTime();

  constructor(ring: RingWriter, { maxOverhead, sample }: BudgetOptions) {
    this.#ring = ring;
    this.#share = maxOverhead > 1 ? 1 - 1 / maxOverhead : maxOverhead === 0 ? Number.POSITIVE_INFINITY : 0;
    this.#isAdaptive = sample === 0;
    this.#sample = sample === 0 ? 1 : sample;
  }

  add(base: number, table: SiteTable): void {
    this.#modules[this.#modules.length] = { base, table, shares: sharesOf(base, table) };
  }

  /** The function that a site is in. */
  of(site: number): Share {
    const { base, table, shares } = this.#module(site);
    return shares[table.sites.fn[site - base] as number] as Share;
  }

  /** The same, when its probes are made. Where next to nothing may be recorded it begins with the least detail. */
  entered(site: number): Share {
    const share = this.of(site);
    if (this.#share < NEXT_TO_NOTHING && share.level < share.floor) this.#change(share, share.floor);
    return share;
  }

  /** The function has a body for when its calls are counted only (src/instrument/reducedBodies.ts). Gives what its code counts them in. */
  reducible(site: number): Int32Array {
    const share = this.of(site);
    const counter = share.counter ?? new Words(OFF_HEAP);
    share.counter = counter;
    share.floor = DETAIL.counted;
    share.follow(this.turn.level);
    this.entered(site);
    return counter;
  }

  /** Of a write: a parameter, `this` or `arguments`. */
  isGiven(site: number): boolean {
    const { base, table } = this.#module(site);
    const kind = table.variables[table.sites.ref[site - base] as number]?.kind;
    return kind === 'param' || kind === 'this' || kind === 'arguments';
  }

  #module(site: number): Module {
    for (let i = this.#modules.length - 1; i >= 0; i--) {
      const module = this.#modules[i] as Module;
      if (module.base <= site) return module;
    }
    throw new Error('a site of no known module');
  }

  /** A turn of the event loop has begun. */
  begin(): void {
    this.check();
    this.#turns = (this.#turns + 1) % this.#sample;
    const level = this.#turns === 0 ? DETAIL.everything : DETAIL.calls;
    if (level === this.turn.level) return;
    this.#count();
    if (level === DETAIL.everything) this.began(++this.#windows);
    this.#change(this.turn, level);
    this.#each((share) => {
      share.restart();
      share.follow(level);
    });
  }

  /** Looks at the time; to be called now and then. */
  check(): void {
    const time = now();
    if (time - this.#at < WINDOW_MS) return;
    const busy = busyTime();
    this.#at = time;
    this.#settle(Math.max(0, busy - this.#busy));
    this.#busy = busy;
  }

  /** The program ends: what was left out last. */
  end(): void {
    this.#settle(0);
    this.#each((share) => {
      if (share.left > 0) this.#tell(share);
    });
    if (this.turn.left > 0) this.#tell(this.turn);
  }

  #settle(busyMs: number): void {
    this.#count();
    const allowed = busyMs * this.#share;
    if (busyMs > 0) {
      if (this.#isAdaptive) this.#sample = sampleFor(this.#wanted, allowed, this.#sample);
      else if (this.#sample === 1) this.#reduce(this.#wanted, allowed * ADDED_UP);
    }
    this.#wanted = 0;
    this.#least = 0;
    this.#each((share) => share.restart());
    this.began(++this.#windows);
  }

  /** Adds up what was asked for at the levels that functions have now. */
  #count(): void {
    this.#each((share) => {
      const left = share.learn();
      this.#wanted += share.cost(DETAIL.everything);
      this.#least += share.cost(share.floor);
      (share.now === share.level ? share : this.turn).left += left;
    });
  }

  /** In ms: what all events take, and what they may. */
  #reduce(wanted: number, allowed: number): void {
    this.#each((share) => {
      share.next = DETAIL.everything;
    });
    const free = Math.max(allowed - this.#least, allowed * (1 - MOST_LEAST));
    for (let left = wanted > allowed ? wanted - this.#least - free : 0; left > 0; ) {
      const most = this.#greatest();
      if (most === undefined) break;
      const before = most.cost(most.next);
      most.next = (most.next + 1) as Detail;
      left -= before - most.cost(most.next);
    }
    this.#each((share) => this.#approach(share));
  }

  /** The function of which most can be spared. */
  #greatest(): Share | undefined {
    let most: Share | undefined;
    let excess = 0;
    this.#each((share) => {
      if (share.next >= share.floor || share.excess(share.next) <= excess) return;
      most = share;
      excess = share.excess(share.next);
    });
    return most;
  }

  #approach(share: Share): void {
    if (share.next > share.level) {
      share.calm = 0;
      if (isFree(share, share.next)) this.#change(share, share.next);
      else if (share.level < DETAIL.calls) this.#change(share, DETAIL.calls);
    } else if (share.next < share.level) {
      const better = (share.level - 1) as Detail;
      if (++share.calm < PATIENCE || !isFree(share, better)) return;
      share.calm = 0;
      this.#change(share, better);
    } else share.calm = 0;
  }

  #change(share: Share, level: Detail): void {
    share.level = level;
    share.follow(this.turn.level);
    this.#tell(share);
  }

  #tell(share: Share): void {
    this.#ring.system(SYSTEM.gap, GAP.budget, [Math.min(share.left, 0x7fffffff), share.site, share.level]);
    share.left = 0;
  }

  #each(look: (share: Share) => void): void {
    for (let i = 0; i < this.#modules.length; i++) {
      const { shares } = this.#modules[i] as Module;
      for (let k = 0; k < shares.length; k++) look(shares[k] as Share);
    }
  }
}

/** An activation is counted from its entry to its end, or not at all. */
const isFree = ({ level, active, hasReducedBody }: Share, to: Detail): boolean =>
  hasReducedBody || active === 0 || (level === DETAIL.counted) === (to === DETAIL.counted);

/** Twice as few turns, or twice as many where these fit by far. */
function sampleFor(wanted: number, allowed: number, sample: number): number {
  if (wanted > allowed * sample) return Math.min(sample * 2, MAX_SAMPLE);
  return wanted * 4 < allowed * sample && sample > 1 ? sample / 2 : sample;
}

function sharesOf(base: number, { functions, sites }: SiteTable): readonly Share[] {
  const entries = list<number>();
  const lasting = list<boolean>();
  for (let site = 0; site < sites.kind.length; site++) {
    const kind = sites.kind[site] as SiteKind;
    const fn = sites.fn[site] as number;
    if (kind === SITE.enter) entries[fn] = base + site;
    const hasId = kind === SITE.enter && ((sites.flags[site] as number) & SITE_FLAG.OWN_ID) !== 0;
    if (hasId || LASTING.has(kind)) lasting[fn] = true;
  }
  const shares = list<Share>();
  for (let fn = 0; fn < functions.length; fn++) {
    const isCounted = isPlain(functions[fn] as FunctionInfo) && lasting[fn] !== true;
    shares[fn] = new Share(entries[fn] ?? base, isCounted ? DETAIL.counted : DETAIL.calls);
  }
  return shares;
}

const isPlain = ({ kind, async, generator }: FunctionInfo): boolean =>
  !async && !generator && (kind === 'function' || kind === 'arrow' || kind === 'method');

/** Publishes a slot and looks at the time: a program that is in one turn for long fills slots. Returns the new cursor. */
export function publishing(ring: RingWriter, budget: Budget): () => number {
  return () => {
    ring.publish();
    budget.check();
    return ring.C[CELL.CURSOR] as number;
  };
}
