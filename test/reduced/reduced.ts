/**
 * Everything that a recording with less detail says is true: the same program is recorded in full, and wherever both have the same event, what the
 * reduced one shows there (frames, variables, objects, values of returns) must be what the full one shows, or be said to be unknown or out of date.
 */
import { join } from 'node:path';
import type { Seq } from '../../src/base/units.js';
import type { Json } from '../../src/query/json.js';
import { Comparer, type Difference, isObject, type JsonObject, unwrapped } from '../oracle/compareValues.js';
import { LIMITS, type RecordedFrame, RecordedRun } from '../oracle/recorded.js';
import { OTHER_RUN, steady } from '../oracle/steady.js';
import { record } from '../record/cli.js';
import type { Ended } from '../record/process.js';
import { runPlain, type Sample, withoutPid } from '../record/programs.js';
import { historiesIn, historyOf, isHistoryOf } from './histories.js';
import { type Moment, momentsOf, type Pair, pairsOf } from './pairs.js';

export interface ReducedRequest {
  readonly program: Sample;
  /** of `record` */
  readonly options: readonly string[];
  /** command line that records with less detail, if not the built one */
  readonly cli?: string;
  /** where recordings are written */
  readonly folder: string;
  /** at most so many moments are compared */
  readonly positions: number;
}

export interface ReducedReport {
  readonly plain: Ended;
  readonly recorded: Ended;
  /** events of the reduced recording, those that were found in the full one, and how many of these were compared */
  readonly moments: number;
  readonly paired: number;
  readonly positions: number;
  readonly values: number;
  readonly equal: number;
  /** said to be so by the reduced recording */
  readonly unknown: number;
  readonly stale: number;
  readonly differences: readonly (Difference & { readonly at: string })[];
}

const FRAMES = 12;
/** Moments at which histories are compared. */
const HISTORIES = 12;
const OTHER: Json = { [OTHER_RUN]: true };

export async function compareReduced({
  program,
  options,
  cli,
  folder,
  positions,
}: ReducedRequest): Promise<ReducedReport> {
  const out = (name: string): string => join(folder, `${name}.escope`);
  const { path, args, input, cwd } = program;
  const request = { program: path, args, input, ...(cwd !== undefined && { cwd }) };
  const plain = withoutPid(await runPlain(program));
  const names = ['full', 'again'];
  for (const name of names) await record({ ...request, out: out(name) });
  const recorded = withoutPid(
    await record({ ...request, out: out('reduced'), options, ...(cli !== undefined && { cli }) }),
  );
  const runs = ['full', 'again', 'reduced'].map((name) => RecordedRun.open(out(name), LIMITS));
  try {
    const [full, again, reduced] = runs as [RecordedRun, RecordedRun, RecordedRun];
    const entries = options.includes('calls') ? 'atBody' : 'asEntered';
    return { plain, recorded, ...new Comparison([full, again, reduced], entries).run(positions) };
  } finally {
    for (const run of runs) run.close();
  }
}

class Comparison {
  readonly #moments: readonly Moment[];
  readonly #pairs: readonly Pair[];
  /** by event of the full one */
  readonly #again: ReadonlyMap<number, Moment>;
  readonly #comparer = new Comparer();
  readonly #found: (Difference & { readonly at: string })[] = [];
  #unknown = 0;

  readonly full: RecordedRun;
  readonly again: RecordedRun;
  readonly reduced: RecordedRun;

  constructor(runs: readonly [RecordedRun, RecordedRun, RecordedRun], entries: Parameters<typeof momentsOf>[2]) {
    [this.full, this.again, this.reduced] = runs;
    const [all, others, own] = runs.map(({ recording, thread }) => momentsOf(recording, thread, entries));
    this.#moments = own!;
    this.#pairs = pairsOf(all!, own!);
    this.#again = new Map(pairsOf(all!, others!).map(({ full: moment, reduced: other }) => [moment.seq, other]));
  }

  run(positions: number): Omit<ReducedReport, 'plain' | 'recorded'> {
    // Writes of one statement stand between two moments that somebody can see.
    const seen = this.#pairs.filter(({ full: { kind } }) => kind !== 'write' && kind !== 'put');
    const wanted = evenly(seen, positions);
    for (const pair of wanted) this.#compare(pair);
    for (const pair of evenly(wanted, HISTORIES)) this.#histories(pair);
    const { values, equal, stale } = this.#comparer;
    return {
      moments: this.#moments.length,
      paired: this.#pairs.length,
      positions: wanted.length,
      values,
      equal,
      stale,
      unknown: this.#unknown,
      differences: this.#found,
    };
  }

  #compare({ full, reduced }: Pair): void {
    const again = this.#again.get(full.seq);
    // A body that begins after calls of its own, and where nothing of the reduced one tells of that.
    if (again === undefined || (full.isLate && reduced.at === reduced.seq)) return;
    const comparer = this.#comparer;
    const before = comparer.differences.length;
    // What a call is given may change before its body begins.
    const isBody = full.at !== full.seq || reduced.at !== reduced.seq;
    const value = isBody ? undefined : this.full.valueOf(full.seq);
    const own = isBody ? undefined : this.reduced.valueOf(reduced.seq);
    if (own !== undefined && value !== undefined)
      comparer.value('returned', 'value', known(steady(value, this.again.valueOf(again.seq))), own);
    this.#frames(
      this.full.frames(full.at, FRAMES),
      this.again.frames(again.at, FRAMES),
      this.reduced.frames(reduced.at, FRAMES),
    );
    for (const difference of comparer.differences.slice(before)) {
      // With default values and patterns, parameters get their values one after the other behind the entry.
      if (full.kind === 'enter' && difference.v8 === '{"$tdz":true}') continue;
      if (difference.subject === 'unknown' || isUnseenPrivate(difference)) this.#unknown++;
      else this.#found.push({ at: `${full.key} (${full.seq}, ${reduced.seq})`, ...difference });
    }
  }

  /** Of the innermost frame. */
  #histories({ full, reduced }: Pair): void {
    const again = this.#again.get(full.seq);
    if (again === undefined) return;
    const at = { thread: this.reduced.thread, seq: reduced.seq };
    const innermost = ({ recording, thread }: RecordedRun, seq: Seq): string | undefined =>
      recording.stack({ thread, seq }, { start: 0, count: 1 }).frames[0]?.functionName;
    if (innermost(this.full, full.seq) !== innermost(this.reduced, reduced.seq)) return;
    // Where steps are left out a frame stands elsewhere as far as is known, and a name may mean another variable there.
    const names = ({ recording, thread }: RecordedRun, seq: Seq): string =>
      JSON.stringify(recording.scopes({ thread, seq }, 0).map((s) => [s.kind, s.variables.map(({ name }) => name)]));
    if (names(this.full, full.seq) !== names(this.reduced, reduced.seq)) return;
    for (const name of historiesIn(this.reduced.recording, at, 0)) {
      const of = ({ recording, thread }: RecordedRun, seq: Seq): (string | undefined)[] | undefined =>
        historyOf(recording, { at: { thread, seq }, frame: 0 }, name);
      const [all, others, own] = [of(this.full, full.seq), of(this.again, again.seq), of(this.reduced, reduced.seq)];
      const isSteady = all !== undefined && JSON.stringify(all) === JSON.stringify(others);
      if (!isSteady || own === undefined || isHistoryOf(all, own)) continue;
      const [v8, recorded] = [all, own].map((values) => values.map((text) => text ?? '...').join(', ')) as [
        string,
        string,
      ];
      this.#found.push({
        at: `history at ${full.key} (${full.seq}, ${reduced.seq})`,
        where: name,
        subject: 'variable',
        v8,
        recorded,
      });
    }
  }

  /** Frames of functions that both have as many of: calls may be missing from the reduced one. */
  #frames(full: readonly RecordedFrame[], again: readonly RecordedFrame[], reduced: readonly RecordedFrame[]): void {
    const nameOf = ({ functionName, path }: RecordedFrame): string => `${functionName} ${path}`;
    for (const [i, frame] of reduced.entries()) {
      const name = nameOf(frame);
      const isSame = (other: RecordedFrame): boolean => nameOf(other) === name;
      const count = reduced.filter(isSame).length;
      const theirs = full.filter(isSame);
      const others = again.filter(isSame);
      if (theirs.length < count) this.#comparer.differs('frames', name, theirs.length, count);
      if (theirs.length !== count || others.length !== count) continue;
      const nth = reduced.slice(0, i).filter(isSame).length;
      this.#variables(name, [theirs[nth]!, others[nth]!, frame]);
    }
  }

  #variables(name: string, frames: readonly [RecordedFrame, RecordedFrame, RecordedFrame]): void {
    const [full, again, reduced] = frames.map(variablesOf) as [JsonObject, JsonObject, JsonObject];
    for (const [variable, own] of Object.entries(reduced)) {
      // In sight here and not there: the frame stands elsewhere as far as is known.
      if (full[variable] === undefined) continue;
      const value = known(steady(full[variable], again[variable]));
      this.#comparer.value('variable', `${name}: ${variable}`, value, own);
    }
  }
}

/** Private names are known by their assignments alone. */
export const isUnseenPrivate = ({ where, recorded }: Difference): boolean =>
  recorded === '(nothing)' && /\.#[^.[]+$/.test(where);

/** Those that are in sight once: a name may stand for several variables, and which of these are in sight depends on the statement. */
function variablesOf({ scopes = [] }: RecordedFrame): JsonObject {
  const names = scopes.flatMap(({ variables }) => Object.keys(variables));
  const once = new Set(names.filter((name) => names.indexOf(name) === names.lastIndexOf(name)));
  return Object.fromEntries(
    scopes.flatMap(({ variables }) => Object.entries(variables).filter(([name]) => once.has(name))),
  );
}

/** What the full recording is not sure of says nothing about the other one. */
function known(value: Json): Json {
  if (isObject(value) && ('$seenAt' in value || '$unknown' in value || '$truncated' in value)) return OTHER;
  const form = unwrapped(value) ?? null;
  if (Array.isArray(form)) return form.map(known);
  if (!isObject(form)) return form;
  return Object.fromEntries(Object.entries(form).map(([key, part]) => [key, known(part)]));
}

function evenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);
}
