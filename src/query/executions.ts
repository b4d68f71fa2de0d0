/** Executions of a statement: counted by the segments' summaries, decoded only where they are looked at. */
import { seq as toSeq, type ThreadId, threadId } from '../base/units.js';
import { sitesAtOrAfter, sitesOnLine, statementSites } from '../store/places.js';
import type { LoadedFile } from '../store/sites.js';
import { indexIn } from '../store/summary.js';
import { SITE } from '../wire/sites.js';
import type { Execution, ExecutionsView, Position, ThreadPart } from './api.js';
import { damagedPosition, type QueryContext } from './context.js';

export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column?: number | undefined;
}

const nearestIn = ({ thread, since, until }: ThreadPart, at: Position): Position => ({
  thread,
  seq: at.thread === thread ? toSeq(Math.min(until, Math.max(since, at.seq))) : since,
});

export class Executions {
  readonly #context: QueryContext;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** The n-th event of the sites, or how many there are. */
  nth(thread: number, sites: readonly number[], wanted: number): Position | number {
    const { reader } = this.#context;
    let count = 0;
    for (const { idx } of reader.segments(thread)) {
      const here = this.#count(thread, idx, sites);
      if (wanted >= 1 && count + here >= wanted)
        return { thread: threadId(thread), seq: toSeq(this.#seqs(thread, idx, sites)[wanted - count - 1]!) };
      count += here;
    }
    return count;
  }

  /** Those nearest to a position, nearest first; in a part: nearest to where that is. Undefined if there is no such statement in the thread's files. */
  near(from: Position, place: Place, limit: number, part?: ThreadPart): ExecutionsView | undefined {
    const { reader, sources } = this.#context;
    const at = part === undefined ? from : nearestIn(part, from);
    const { thread } = at;
    const file = reader.sites(thread).files.find(({ path }) => sources.matches(path, place.path));
    const indexes = file === undefined ? [] : this.#sitesAt(file, place);
    if (file === undefined || indexes.length === 0) return undefined;
    const sites = indexes.map((i) => file.base + i);
    return { place: sources.ofSite(file, indexes[0]!), ...this.#nearest(at, sites, limit, part) };
  }

  /** Of the statement that a place is in the middle of; else of the one that a breakpoint there would sit on. */
  #sitesAt(file: LoadedFile, { line, column }: Place): readonly number[] {
    const { table } = file;
    const before = statementSites(table).findLast((i) => table.sites.line[i]! < line);
    const isWithin =
      before !== undefined &&
      sitesOnLine(table, line).length === 0 &&
      this.#context.sources.ofSite(file, before).endLine >= line;
    return isWithin
      ? sitesOnLine(table, table.sites.line[before]!, table.sites.column[before])
      : sitesAtOrAfter(table, line, column);
  }

  /** Calls of the function that begins on a line: where they were entered. Undefined if there is no such function. */
  calls(at: Position, { path, line }: Place, limit: number): ExecutionsView | undefined {
    const { reader, sources } = this.#context;
    const file = reader.sites(at.thread).files.find((loaded) => sources.matches(loaded.path, path));
    if (file === undefined) return undefined;
    const wanted = functionAt(sources, file, { path, line });
    if (wanted === undefined) return undefined;
    const { sites, functions } = file.table;
    const enters = sites.kind.flatMap((k, i) => (k === SITE.enter && sites.fn[i] === wanted ? [file.base + i] : []));
    const { start, end } = functions[wanted]!;
    return { place: sources.ofRange(file, start, end), ...this.#nearest(at, enters, limit) };
  }

  #nearest(
    at: Position,
    sites: readonly number[],
    limit: number,
    part?: ThreadPart,
  ): Pick<ExecutionsView, 'total' | 'near'> {
    const { reader } = this.#context;
    const before = this.#before(at.thread, sites, at.seq);
    const near = this.#around(at, sites, { limit, before })
      .filter(({ position: { seq } }) => part === undefined || (seq >= part.since && seq <= part.until))
      .sort((a, b) => Math.abs(a.position.seq - at.seq) - Math.abs(b.position.seq - at.seq))
      .slice(0, limit);
    const total = reader.segments(at.thread).reduce((sum, { idx }) => sum + this.#count(at.thread, idx, sites), 0);
    return { total, near };
  }

  /** How many there are up to and including `seq`. */
  #before(thread: ThreadId, sites: readonly number[], seq: number): number {
    const { reader } = this.#context;
    let count = 0;
    for (const row of reader.segments(thread)) {
      if (row.first_seq > seq) break;
      count +=
        row.first_seq + row.events - 1 <= seq
          ? this.#count(thread, row.idx, sites)
          : this.#seqs(thread, row.idx, sites).filter((found) => found <= seq).length;
    }
    return count;
  }

  /** At most `limit` to either side; `before` of them all are at or before the position. */
  #around(
    { thread, seq }: Position,
    sites: readonly number[],
    { limit, before }: { readonly limit: number; readonly before: number },
  ): Execution[] {
    const { reader } = this.#context;
    const found: Execution[] = [];
    const middle = reader.segmentOf(thread, seq);
    let ordinal = before;
    for (let idx = middle; ordinal > before - limit && reader.row(thread, idx) !== undefined; idx--) {
      if (this.#count(thread, idx, sites) === 0) continue;
      const earlier = this.#seqs(thread, idx, sites).filter((candidate) => candidate <= seq);
      for (const candidate of earlier.reverse())
        found.push({ position: { thread, seq: toSeq(candidate) }, ordinal: ordinal-- });
    }
    ordinal = before;
    for (let idx = Math.max(middle, reader.segments(thread)[0]?.idx ?? 0); ordinal < before + limit; idx++) {
      if (reader.row(thread, idx) === undefined) break;
      if (this.#count(thread, idx, sites) === 0) continue;
      for (const candidate of this.#seqs(thread, idx, sites))
        if (candidate > seq) found.push({ position: { thread, seq: toSeq(candidate) }, ordinal: ++ordinal });
    }
    return found;
  }

  #count(thread: number, idx: number, sites: readonly number[]): number {
    const { reader } = this.#context;
    const counted = reader.siteCounts(thread, idx);
    if (counted === undefined) throw damagedPosition(thread, reader.segment(thread, idx));
    const { sites: present, counts } = counted;
    return sites.reduce((sum, site) => sum + (counts[indexIn(present, site)] ?? 0), 0);
  }

  #seqs(thread: number, idx: number, sites: readonly number[]): number[] {
    const segment = this.#context.reader.segment(thread, idx);
    if (segment.damage !== undefined) throw damagedPosition(thread, segment);
    const found: number[] = [];
    for (let i = 0; i < segment.offsets.length; i++)
      if (sites.includes(segment.siteAt(i))) found.push(segment.row.first_seq + i);
    return found;
  }
}

/** The function that begins at a place (default column: the first one on the line), as the file's table numbers it. */
export function functionAt(
  sources: QueryContext['sources'],
  file: LoadedFile,
  { line, column }: Place,
): number | undefined {
  const index = file.table.functions.findIndex(({ kind, start, end }) => {
    if (kind === 'module') return false;
    const place = sources.ofRange(file, start, end);
    return place.line === line && (column === undefined || place.column === column);
  });
  return index < 0 ? undefined : index;
}
