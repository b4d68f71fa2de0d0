/**
 * Scope instances: who created one, what its parent is, and what its captured variables hold at a position. Both walk backwards through
 * the segments whose summaries name the instance, and follow a loop's per-iteration copies to the instance they were copied from.
 */
import type { LoadedFile } from '../store/sites.js';
import { type RawValue, siteValue } from '../store/words.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { QueryContext } from './context.js';

export interface Instance {
  readonly file: LoadedFile;
  /** its static scope, index in the file's table */
  readonly scope: number;
  /** 0: the module */
  readonly parent: number;
  /** where the first copy was created (loops), otherwise where it was created */
  readonly createdAt: number;
  /** id of the first copy */
  readonly origin: number;
}

export type Captured =
  | { readonly kind: 'written'; readonly value: RawValue; readonly seq: number }
  /** the binding exists and nothing was written to it */
  | { readonly kind: 'unwritten' }
  /** it may have been written by an event that was dropped */
  | { readonly kind: 'dropped' }
  /** the beginning of its life is not in the recording */
  | { readonly kind: 'unknown' };

const REMEMBERED = 10_000;

export class Instances {
  readonly #context: QueryContext;
  readonly #known = new Map<string, Instance>();
  readonly #values = new Map<string, Known>();

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** Undefined if its creation is not in the recording. */
  find(thread: number, id: number, seq: number): Instance | undefined {
    const key = `${thread}:${id}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const walk = new BackwardWalk(this.#context, { thread, id, seq, known: -1 });
    for (const step of walk.steps(undefined)) {
      if (step.kind === 'lost') return undefined;
      if (step.kind !== 'created') continue;
      const instance = { ...step.creation, createdAt: step.seq, origin: walk.current };
      if (this.#known.size > REMEMBERED) this.#known.clear();
      this.#known.set(key, instance);
      return instance;
    }
    return undefined;
  }

  /** Captured variables (indexes in the file's table) of an instance at a position. */
  values(
    at: { readonly thread: number; readonly seq: number },
    file: LoadedFile,
    id: number,
    variables: readonly number[],
  ): Map<number, Captured> {
    const result = new Map<number, Captured>();
    const wanted: Wanted[] = [];
    const begin = this.#context.reader.segments(at.thread)[0]?.first_seq ?? 0;
    for (const variable of variables) {
      const key = `${at.thread}:${id}:${variable}`;
      const known = this.#values.get(key);
      if (known !== undefined && known.since <= at.seq && at.seq <= known.upTo)
        result.set(variable, this.#certain(at, { file, variable }, known));
      else {
        // What has been dropped meanwhile (--max-size) may have written it behind what is known.
        const leadsHere = known !== undefined && known.upTo < at.seq && begin <= known.upTo + 1;
        wanted.push({ variable, key, before: leadsHere ? known : undefined });
      }
    }
    if (wanted.length > 0) this.#search({ ...at, id, file }, wanted, result);
    return result;
  }

  /** Looks no further back than where the values are known already. */
  #search({ thread, seq, id, file }: Search, wanted: readonly Wanted[], result: Map<number, Captured>): void {
    const sites = new Map<number, number>();
    for (const { variable } of wanted)
      for (const site of file.writeSites.get(variable) ?? []) sites.set(site, variable);
    const known = wanted.every(({ before }) => before !== undefined)
      ? Math.min(...wanted.map((w) => w.before!.upTo))
      : -1;
    const found = new Map<number, Known>();
    let created = -1;
    let isLost = false;
    for (const step of new BackwardWalk(this.#context, { thread, id, seq, known }).steps(sites)) {
      if (step.kind === 'lost') isLost = true;
      else if (step.kind === 'created') created = step.seq;
      else {
        const value: Captured = { kind: 'written', value: step.value, seq: step.seq };
        found.set(step.variable, { since: step.seq, upTo: seq, value });
        // Segments that only write this variable need no look any more.
        for (const site of file.writeSites.get(step.variable) ?? []) sites.delete(site);
      }
      if (isLost || created >= 0 || found.size === wanted.length) break;
    }
    for (const { variable, key, before } of wanted) {
      const now =
        found.get(variable) ??
        (created >= 0
          ? { since: created, upTo: seq, value: { kind: 'unwritten' as const } }
          : !isLost && before !== undefined
            ? { ...before, upTo: seq }
            : isLost
              ? undefined
              : this.#kept({ thread, seq, id, file }, variable));
      result.set(
        variable,
        now === undefined ? { kind: 'unknown' } : this.#certain({ thread, seq }, { file, variable }, now),
      );
      if (now === undefined) continue;
      if (this.#values.size > REMEMBERED) this.#values.clear();
      this.#values.set(key, now);
    }
  }

  /** What is known of a variable, unless events were dropped since. */
  #certain(
    { thread, seq }: { readonly thread: number; readonly seq: number },
    { file, variable }: { readonly file: LoadedFile; readonly variable: number },
    { since, value }: Known,
  ): Captured {
    const isDropped = this.#context.reductions.drops(thread, { after: since, to: seq }).length > 0;
    return isDropped && (value.kind !== 'written' || !isWrittenOnce(file, variable)) ? { kind: 'dropped' } : value;
  }

  /** Written before the recording begins, and kept. */
  #kept({ thread, seq, id, file }: Search, variable: number): Known | undefined {
    const row = this.#context.reader.keptWrite(thread, file.writeSites.get(variable) ?? [], id);
    // A later one: more has been dropped since the reader looked last.
    if (row === undefined || row.seq > seq) return undefined;
    return { since: row.seq, upTo: seq, value: { kind: 'written', value: row, seq: row.seq } };
  }
}

/** Of an instance, by what the text says. */
function isWrittenOnce({ table, writeSites }: LoadedFile, variable: number): boolean {
  switch (table.variables[variable]!.kind) {
    case 'const':
    case 'import':
    case 'this':
      return true;
    case 'function':
    case 'class':
      return (writeSites.get(variable) ?? []).length <= 1;
    default:
      return false;
  }
}

/** The value of a variable of one instance at all positions of a part of the recording. */
interface Known {
  readonly since: number;
  readonly upTo: number;
  readonly value: Captured;
}

interface Wanted {
  readonly variable: number;
  readonly key: string;
  /** what it was at an earlier position */
  readonly before: Known | undefined;
}

interface Search {
  readonly thread: number;
  readonly seq: number;
  readonly id: number;
  readonly file: LoadedFile;
}

type Step =
  /** events that may have been about it cannot be read */
  | { readonly kind: 'lost' }
  | { readonly kind: 'written'; readonly variable: number; readonly value: RawValue; readonly seq: number }
  | { readonly kind: 'created'; readonly creation: Pick<Instance, 'file' | 'scope' | 'parent'>; readonly seq: number };

/** A heap id's creation lies in the segment it was given in, or in one of the next when the program was just leaving that one. */
const BIRTH_SLACK = 2;

/** Events of an instance, latest first; `current` changes to the instance it was copied from where there was one. */
class BackwardWalk {
  current: number;
  /** `current` cannot have been created behind this segment */
  #birth: number;
  readonly #context: QueryContext;
  readonly #thread: number;
  readonly #seq: number;
  /** what is up to this event is of no interest */
  readonly #known: number;
  /** its segment */
  readonly #until: number;

  constructor(
    context: QueryContext,
    from: { readonly thread: number; readonly id: number; readonly seq: number; readonly known: number },
  ) {
    this.#context = context;
    this.#thread = from.thread;
    this.#seq = from.seq;
    this.#known = from.known;
    this.#until = from.known < 0 ? -1 : context.reader.segmentOf(from.thread, from.known);
    this.current = from.id;
    this.#birth = this.#latestBirth();
  }

  /** `sites`: write sites of interest and their variables; undefined: only creation. */
  *steps(sites: ReadonlyMap<number, number> | undefined): Generator<Step> {
    const { reader } = this.#context;
    let idx = reader.segmentOf(this.#thread, this.#seq);
    while (idx >= this.#until && reader.row(this.#thread, idx) !== undefined) {
      if (sites === undefined) idx = Math.min(idx, this.#birth);
      if (this.#mayConcern(idx, sites)) yield* this.#inSegment(idx, sites);
      idx--;
    }
  }

  #latestBirth(): number {
    return this.#context.reader.birthOf(this.#thread, this.current) + BIRTH_SLACK;
  }

  #mayConcern(idx: number, sites: ReadonlyMap<number, number> | undefined): boolean {
    const { reader } = this.#context;
    if (idx <= this.#birth && reader.fills(this.#thread, idx, this.current)) return true;
    return (
      sites !== undefined &&
      reader.hasAnySite(this.#thread, idx, sites.keys()) &&
      reader.touches(this.#thread, idx, this.current)
    );
  }

  *#inSegment(idx: number, sites: ReadonlyMap<number, number> | undefined): Generator<Step> {
    const segment = this.#context.reader.segment(this.#thread, idx);
    const { words, offsets, row } = segment;
    if (segment.damage !== undefined) yield { kind: 'lost' };
    const index = this.#context.reader.sites(this.#thread);
    const oldest = Math.max(0, this.#known + 1 - row.first_seq);
    for (let i = Math.min(offsets.length - 1, this.#seq - row.first_seq); i >= oldest; i--) {
      const offset = offsets[i]!;
      const site = segment.siteAt(i);
      const named = words[offset + 1];
      switch (index.kind[site]) {
        case SITE.write: {
          const variable = sites?.get(site);
          if (variable !== undefined && named === this.current && index.flags[site]! & SITE_FLAG.CAPTURED)
            yield { kind: 'written', variable, value: siteValue(words, offset, index), seq: row.first_seq + i };
          break;
        }
        case SITE.iterate:
          if (named === this.current) {
            this.current = words[offset + 2]!;
            this.#birth = this.#latestBirth();
          }
          break;
        case SITE.scope:
        case SITE.enter:
          if (named === this.current && (index.kind[site] === SITE.scope || index.flags[site]! & SITE_FLAG.OWN_ID)) {
            yield { kind: 'created', creation: this.#creation(site, words, offset), seq: row.first_seq + i };
            return;
          }
          break;
      }
    }
  }

  #creation(site: number, words: Int32Array, offset: number): Pick<Instance, 'file' | 'scope' | 'parent'> {
    const { file, index } = this.#context.siteOf(this.#thread, site)!;
    const { table } = file;
    const parent = table.sites.flags[index]! & SITE_FLAG.PARENT ? words[offset + 2]! : 0;
    const scope =
      table.sites.kind[index] === SITE.scope ? table.sites.ref[index]! : table.functions[table.sites.fn[index]!]!.scope;
    return { file, scope, parent };
  }
}
