/** How often statements ran and functions were called, over all threads: summed up from the segments' summaries, nothing is decoded. */
import { statementSites } from '../store/places.js';
import type { LoadedFile } from '../store/sites.js';
import { SITE, SITE_FLAG, type SiteTable } from '../wire/sites.js';
import type { CoverageView, ThreadPart } from './api.js';
import type { QueryContext } from './context.js';

export class Coverage {
  readonly #context: QueryContext;
  /** events of each site of a thread, and the segments that are counted in it: closed ones, which do not change */
  readonly #counted = new Map<number, { readonly counts: Map<number, number>; until: number }>();

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** Undefined if the file is not in the recording. */
  of(path: string, part?: ThreadPart): CoverageView | undefined {
    const { reader, sources } = this.#context;
    const loaded = reader.files().filter((file) => sources.matches(file.path, path));
    const [first] = loaded;
    if (first === undefined) return undefined;
    const counts = new Float64Array(first.table.sites.kind.length);
    for (const file of loaded) {
      if (file.key !== first.key || (part !== undefined && part.thread !== file.thread)) continue;
      const all = part === undefined ? this.countsOf(file.thread) : this.#countsIn(part);
      for (let i = 0; i < counts.length; i++) counts[i]! += all.get(file.base + i) ?? 0;
    }
    return { lines: lines(first.table, counts), functions: this.#functions(first, counts) };
  }

  /** Events of each site (system kinds included) of a thread. */
  countsOf(thread: number): ReadonlyMap<number, number> {
    const rows = this.#context.reader.segments(thread);
    const known = this.#counted.get(thread) ?? { counts: new Map<number, number>(), until: -1 };
    this.#counted.set(thread, known);
    for (const { idx } of rows.slice(0, -1)) {
      if (idx <= known.until) continue;
      this.#add(thread, idx, known.counts);
      known.until = idx;
    }
    const last = rows.at(-1);
    if (last === undefined) return known.counts;
    const counts = new Map(known.counts);
    this.#add(thread, last.idx, counts);
    return counts;
  }

  /** Decodes the segments that lie in the part in part, two at most. */
  #countsIn({ thread, since, until }: ThreadPart): ReadonlyMap<number, number> {
    const { reader } = this.#context;
    const counts = new Map<number, number>();
    for (const { idx, first_seq, events } of reader.segments(thread)) {
      const last = first_seq + events - 1;
      if (last < since || first_seq > until) continue;
      if (first_seq >= since && last <= until) {
        this.#add(thread, idx, counts);
        continue;
      }
      const segment = reader.segment(thread, idx);
      const end = Math.min(segment.offsets.length, until - first_seq + 1);
      for (let i = Math.max(0, since - first_seq); i < end; i++) {
        const site = segment.siteAt(i);
        counts.set(site, (counts.get(site) ?? 0) + 1);
      }
    }
    return counts;
  }

  #add(thread: number, idx: number, to: Map<number, number>): void {
    const found = this.#context.reader.siteCounts(thread, idx);
    if (found === undefined) return;
    for (const [i, site] of found.sites.entries()) to.set(site, (to.get(site) ?? 0) + found.counts[i]!);
  }

  #functions(file: LoadedFile, counts: Float64Array): CoverageView['functions'] {
    const { sites, functions } = file.table;
    const called = new Float64Array(functions.length);
    const left = new Float64Array(functions.length);
    const heldUp = new Float64Array(functions.length);
    for (let i = 0; i < sites.kind.length; i++) {
      const fn = sites.fn[i]!;
      if (sites.kind[i] === SITE.enter) called[fn]! += counts[i]!;
      else if (sites.kind[i] === SITE.leave) left[fn]! += counts[i]!;
      else if (sites.kind[i] === SITE.return && !(sites.flags[i]! & SITE_FLAG.POPS)) heldUp[fn]! += counts[i]!;
    }
    return functions.flatMap(({ name, kind, start, end }, fn) => {
      if (kind === 'module' || kind === 'initializer') return [];
      const place = this.#context.sources.ofRange(file, start, end);
      // A return that a `finally` holds up is followed by a `leave` of its own.
      return [{ name, place, calls: called[fn]!, threw: Math.max(0, left[fn]! - heldUp[fn]!) }];
    });
  }
}

/** A line ran as often as the first statement on it did. */
function lines(table: SiteTable, counts: Float64Array): CoverageView['lines'] {
  const { line, start } = table.sites;
  const found = new Map<number, { readonly start: number; readonly hits: number }>();
  for (const i of statementSites(table)) {
    const before = found.get(line[i]!);
    // The same statement may have several sites.
    if (before === undefined || before.start === start[i])
      found.set(line[i]!, { start: start[i]!, hits: (before?.hits ?? 0) + counts[i]! });
  }
  return [...found].map(([at, { hits }]) => ({ line: at, hits })).sort((a, b) => a.line - b.line);
}
