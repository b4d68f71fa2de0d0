/** What an overhead budget knows of a function: what its probes were asked for since the last look, what that takes, and how much of it is recorded (budget.ts). */
import { DETAIL, type Detail } from '../wire/trace.js';

const LOCAL_MS = 10e-6;
const EVENT_MS = 50e-6;
/** Counting one that is left out: without it the constraint solver, of whose events one takes 2 ns unrecorded, kept 8 million that fitted into what counting 20 million took. */
const LEFT_MS = 5e-6;
/** Counting a call whose function's reduced body runs, with what it looks after behind the calls that it makes. Taken for 2 ns, it left more to others than there was. */
const REDUCED_MS = 10e-6;
/** A word of the content of an object that an event is the first to see. */
const WORD_MS = 40e-6;
/** Known to be left out of a call whose function's reduced body runs: its entry and its end. */
const EVENTS_OF_CALL = 2;

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
  /** ms, at the next level (mostFirst.ts) */
  spare = 0;

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

  /** Nothing was asked for since the last window, and nothing is left out (which is when a reduced body runs). */
  get isAtRest(): boolean {
    const { calls, locals, values, rest } = this;
    return this.level === DETAIL.everything && (calls | locals | values | rest) === 0;
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
