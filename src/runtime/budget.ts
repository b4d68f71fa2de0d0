/**
 * The overhead budget: how much of each function is recorded now, or of a turn (`maxOverhead`, `sample`).
 *
 * At the end of a window, what the events of each function take is added up, those that were left out included: 10 ns for a step or a
 * variable that lives in the activation, 50 ns for any other, 5 ns for counting one that is left out, 40 ns for each word of the objects that they are the first to see (as many for each event as
 * there were when the function's were recorded last). What follows from that is the spending's to choose (spending.ts): it may be any, at any end of a slot or beginning of a turn, and
 * what is recorded has to fit together (test/reduced chooses by chance).
 *
 * Output: a `budget` gap event for each change, with how many events were left out since the one before.
 * Not here: what a probe does at each step (reducedProbes.ts). On the program's thread.
 */
import { CELL } from '../wire/ring.js';
import { type FunctionInfo, SITE, SITE_FLAG, type SiteKind, type SiteTable } from '../wire/sites.js';
import { DETAIL, type Detail, GAP, SYSTEM } from '../wire/trace.js';
import { list, SafeSet } from './intrinsics.js';
import type { RingWriter } from './ring.js';
import { Share } from './share.js';
import { Spending, type SpendingOptions } from './spending.js';

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

/** What was asked for in a window, in ms: everything, and what of it cannot be spared. */
export interface Asked {
  readonly wanted: number;
  readonly least: number;
}

/** Chooses how much is recorded. */
export interface Choice {
  /** functions begin with the least detail */
  readonly beginsWithLeast: boolean;
  /** Whether a window ends here. Asked when a slot is full, and when a turn begins. */
  isDue(): boolean;
  /** Of functions that were asked for something in the window, or have something to get back: sets the `next` of those that are to have another level than they have. */
  choose(functions: readonly Share[], asked: Asked): void;
  /** Of the turn that begins. */
  turn(): Detail;
}

export class Budget {
  /** of the turn: all functions */
  readonly turn = new Share(0, DETAIL.calls);
  readonly #ring: RingWriter;
  readonly #choice: Choice;
  #wanted = 0;
  #least = 0;
  readonly #modules = list<Module>();
  /** functions that were asked for something in this window, or have something to get back */
  readonly #asked = list<Share>();
  #windows = 0;
  /** a window begins */
  began: (index: number) => void = () => {};

  constructor(ring: RingWriter, options: SpendingOptions, choice: Choice = new Spending(options)) {
    this.#ring = ring;
    this.#choice = choice;
  }

  add(base: number, table: SiteTable): void {
    this.#modules[this.#modules.length] = { base, table, shares: sharesOf(base, table) };
  }

  /** The function that a site is in. */
  of(site: number): Share {
    const { base, table, shares } = this.#module(site);
    return shares[table.sites.fn[site - base] as number] as Share;
  }

  /** The same, when its probes are made. */
  entered(site: number): Share {
    const share = this.of(site);
    if (this.#choice.beginsWithLeast && share.level < share.floor) this.#change(share, share.floor);
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
    const level = this.#choice.turn();
    if (level === this.turn.level) return;
    this.#count();
    if (level === DETAIL.everything) this.began(++this.#windows);
    this.#change(this.turn, level);
    this.#each((share) => {
      share.restart();
      share.follow(level);
    });
  }

  /** To be called now and then. */
  check(): void {
    if (this.#choice.isDue()) this.#settle(true);
  }

  /** The program ends: what was left out last. */
  end(): void {
    this.#settle(false);
    this.#each((share) => {
      if (share.left > 0) this.#tell(share);
    });
    if (this.turn.left > 0) this.#tell(this.turn);
  }

  /** `goes`: the program goes on. */
  #settle(goes: boolean): void {
    this.#count();
    const asked = this.#asked;
    if (goes) {
      for (let i = 0; i < asked.length; i++) (asked[i] as Share).next = (asked[i] as Share).level;
      this.#choice.choose(asked, { wanted: this.#wanted, least: this.#least });
      for (let i = 0; i < asked.length; i++) this.#approach(asked[i] as Share);
    }
    this.#wanted = 0;
    this.#least = 0;
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

  /** As far as the calls on the stack let it. */
  #approach(share: Share): void {
    const { level, next } = share;
    if (next === level) return;
    if (isFree(share, next)) this.#change(share, next);
    else if (next > level && level < DETAIL.calls) this.#change(share, DETAIL.calls);
  }

  #change(share: Share, level: Detail): void {
    share.level = level;
    share.calm = 0;
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
