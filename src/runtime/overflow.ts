/**
 * The drop policies: what survives of a slot that is thrown away because the ring is full.
 *
 * Kept is what later events refer to by id and would be unreadable without: strings, symbols, prototypes, modules, and the few events
 * there is one of. Everything else is counted, exactly, in a `gap` event. Used on the program's thread (drop-newest) and on the drain
 * worker (drop-oldest); the tables that tell the length of site events are read from the cache when first needed.
 */
import { partitionPoint } from '../base/search.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_SITE } from '../base/units.js';
import { tableOf } from '../wire/cacheFiles.js';
import { leadingWords } from '../wire/sites.js';
import { GAP, header, headerSite, headerTag, SYSTEM, TAG_WORDS } from '../wire/trace.js';

const kept: ReadonlySet<number> = new Set<number>([
  SYSTEM.string,
  SYSTEM.symbol,
  SYSTEM.proto,
  SYSTEM.module,
  SYSTEM.failure,
  SYSTEM.gap,
  SYSTEM.exit,
  SYSTEM.start,
]);
/** That are written behind what is kept: as long as the event it stands for, or longer. */
export const GAP_WORDS = 3;

interface Range {
  readonly base: number;
  readonly count: number;
  readonly key: string;
  leading: Uint8Array | undefined;
}

/** Length in words of every site event. */
export class SiteWidths {
  readonly #directory: string;
  readonly #ranges: Range[] = [];

  constructor(cacheDirectory: string) {
    this.#directory = cacheDirectory;
  }

  /** Bases only grow. */
  add(base: number, count: number, key: string): void {
    this.#ranges.push({ base, count, key, leading: undefined });
  }

  /** Of all modules so far. */
  get sites(): number {
    const last = this.#ranges.at(-1);
    return last === undefined ? 0 : last.base + last.count - FIRST_SITE;
  }

  words(word: number): number {
    return 1 + this.#leading(headerSite(word)) + (TAG_WORDS[headerTag(word)] ?? 0);
  }

  #leading(site: number): number {
    const next = partitionPoint(0, this.#ranges.length, (i) => (this.#ranges[i]?.base ?? 0) <= site);
    const range = this.#ranges[next - 1];
    if (range === undefined) throw new Error('a site event of no known module');
    range.leading ??= this.#load(range);
    return range.leading[site - range.base] ?? 0;
  }

  #load({ key, count }: Range): Uint8Array {
    const { kind, flags } = tableOf(readFileSync(join(this.#directory, `${key}.map`), 'utf8')).sites;
    const leading = new Uint8Array(count);
    for (let i = 0; i < count; i++) leading[i] = leadingWords(kind[i] ?? 0, flags[i] ?? 0);
    return leading;
  }
}

export interface Compacted {
  readonly kept: number;
  readonly dropped: number;
}

/** Rewrites `words` from `start`: what is kept, then a gap event. */
export function compact(words: Int32Array, start: number, end: number, widths: SiteWidths): Compacted {
  let to = start;
  let dropped = 0;
  for (let at = start; at < end; ) {
    const word = words[at] ?? 0;
    const site = headerSite(word);
    const length = site < FIRST_SITE ? (words[at + 1] ?? 1) : widths.words(word);
    if (site < FIRST_SITE && kept.has(site)) {
      words.copyWithin(to, at, at + length);
      to += length;
    } else {
      dropped++;
    }
    at += length;
  }
  if (dropped > 0) {
    words[to] = header(SYSTEM.gap, GAP.overflow);
    words[to + 1] = GAP_WORDS;
    words[to + 2] = dropped;
    to += GAP_WORDS;
  }
  return { kept: to - start, dropped };
}
