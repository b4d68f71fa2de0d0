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
import { MostFirst } from './mostFirst.js';
import type { RingWriter } from './ring.js';
import { Share } from './share.js';

const WINDOW_MS = 20;
/** Of what recording may take, at most: where what cannot be spared (counting, most of all) is too much, functions that are seldom called need not pay for it with all they have. */
const MOST_LEAST = 0.75;
/** Share of the program's time that is not worth finding out first what takes how much of it. */
const NEXT_TO_NOTHING = 1e-3;
/** Of what recording takes, at most: the rest goes into looking after calls, into garbage and compiling. */
const ADDED_UP = 0.5;
/** Windows after which a function gets some of its detail back. */
const PATIENCE = 50;
const MAX_SAMPLE = 1 << 16;
/** Words of an array whose place in memory V8 compiles in, since it does not move. */
const OFF_HEAP = 17;
/** Programs may replace what is global. */
const Words = Int32Array;
/** Sites whose function comes and goes otherwise than by one entry and one end. */
const LASTING = new SafeSet<number>([SITE.scope, SITE.iterate, SITE.suspend, SITE.resume, SITE.catch, SITE.finally]);

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
  /** functions that were asked for something in this window, or have something to get back */
  readonly #asked = list<Share>();
  readonly #mostFirst = new MostFirst();
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
    const asked = this.#asked;
    for (let i = 0; i < asked.length; i++) (asked[i] as Share).restart();
    this.began(++this.#windows);
  }

  /** Adds up what was asked for at the levels that functions have now. Most functions of a large program have not been called: the rest looks at those that are left alone. */
  #count(): void {
    const asked = this.#asked;
    let count = 0;
    for (let i = 0; i < this.#modules.length; i++) {
      const { shares } = this.#modules[i] as Module;
      for (let k = 0; k < shares.length; k++) {
        const share = shares[k] as Share;
        if (share.isAtRest) continue;
        asked[count++] = share;
        const left = share.learn();
        this.#wanted += share.cost(DETAIL.everything);
        this.#least += share.cost(share.floor);
        (share.now === share.level ? share : this.turn).left += left;
      }
    }
    asked.length = count;
  }

  /** In ms: what all events take, and what they may. */
  #reduce(wanted: number, allowed: number): void {
    const asked = this.#asked;
    const most = this.#mostFirst;
    for (let i = 0; i < asked.length; i++) (asked[i] as Share).next = DETAIL.everything;
    const free = Math.max(allowed - this.#least, allowed * (1 - MOST_LEAST));
    let left = wanted > allowed ? wanted - this.#least - free : 0;
    if (left > 0) most.fill(asked);
    while (left > 0) {
      const share = most.first;
      if (share === undefined) break;
      const before = share.cost(share.next);
      share.next = (share.next + 1) as Detail;
      left -= before - share.cost(share.next);
      most.firstChanged();
    }
    for (let i = 0; i < asked.length; i++) this.#approach(asked[i] as Share);
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
