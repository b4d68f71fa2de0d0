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
  /** the beginning of its life is not in the recording */
  | { readonly kind: 'unknown' };

export class Instances {
  readonly #context: QueryContext;
  readonly #known = new Map<string, Instance>();

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** Undefined if its creation is not in the recording. */
  find(thread: number, id: number, seq: number): Instance | undefined {
    const key = `${thread}:${id}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const walk = new BackwardWalk(this.#context, thread, id, seq);
    for (const step of walk.steps(undefined)) {
      if (step.kind === 'lost') return undefined;
      if (step.kind !== 'created') continue;
      const instance = { ...step.creation, createdAt: step.seq, origin: walk.current };
      if (this.#known.size > 10_000) this.#known.clear();
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
    const sites = new Map<number, number>();
    for (const v of variables) for (const site of file.writeSites.get(v) ?? []) sites.set(site, v);
    const walk = new BackwardWalk(this.#context, at.thread, id, at.seq);
    let created = false;
    for (const step of walk.steps(sites)) {
      if (step.kind === 'lost') break;
      if (step.kind === 'created') created = true;
      else {
        result.set(step.variable, { kind: 'written', value: step.value, seq: step.seq });
        // Segments that only write this variable need no look any more.
        for (const site of file.writeSites.get(step.variable) ?? []) sites.delete(site);
      }
      if (created || result.size === variables.length) break;
    }
    for (const v of variables) if (!result.has(v)) result.set(v, created ? { kind: 'unwritten' } : { kind: 'unknown' });
    return result;
  }
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

  constructor(context: QueryContext, thread: number, id: number, seq: number) {
    this.#context = context;
    this.#thread = thread;
    this.#seq = seq;
    this.current = id;
    this.#birth = this.#latestBirth();
  }

  /** `sites`: write sites of interest and their variables; undefined: only creation. */
  *steps(sites: ReadonlyMap<number, number> | undefined): Generator<Step> {
    const { reader } = this.#context;
    let idx = reader.segmentOf(this.#thread, this.#seq);
    while (reader.row(this.#thread, idx) !== undefined) {
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
    for (let i = Math.min(offsets.length - 1, this.#seq - row.first_seq); i >= 0; i--) {
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
