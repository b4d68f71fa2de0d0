/** Places in the user's sources: sites and offsets -> file, line, column. */
import { partitionPoint } from '../base/search.js';
import { isAbsolute, relative } from 'node:path';
import type { TraceReader } from '../store/reader.js';
import type { LoadedFile } from '../store/sites.js';
import type { SourcePlace } from './api.js';

export class Sources {
  readonly #reader: TraceReader;
  /** a recording that has just begun does not say it yet */
  #workspace: string | undefined;
  readonly #texts = new Map<string, string | undefined>();
  readonly #lineStarts = new Map<string, Int32Array>();
  /** by site; events are many, their places few */
  readonly #places = new WeakMap<LoadedFile, SourcePlace[]>();

  constructor(reader: TraceReader) {
    this.#reader = reader;
  }

  /** Relative to the workspace with forward slashes; absolute if outside it. */
  display(path: string): string {
    this.#workspace ??= this.#reader.meta().get('workspace');
    const inside = relative(this.#workspace ?? '/', path);
    return (inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside).replaceAll('\\', '/');
  }

  text(key: string): string | undefined {
    if (!this.#texts.has(key)) this.#texts.set(key, this.#reader.source(key));
    return this.#texts.get(key);
  }

  /** `index`: number of the site in the file's table. */
  ofSite(file: LoadedFile, index: number): SourcePlace {
    const known = this.#places.get(file)?.[index];
    if (known !== undefined) return known;
    const { line, column, end } = file.table.sites;
    const place = { ...this.#file(file), line: line[index]!, column: column[index]!, ...this.#end(file, end[index]!) };
    if (this.#workspace === undefined) return place; // its name may yet change
    const places = this.#places.get(file) ?? [];
    places[index] = place;
    this.#places.set(file, places);
    return place;
  }

  ofRange(file: LoadedFile, start: number, end: number): SourcePlace {
    const from = this.#position(file, start);
    return { ...this.#file(file), ...from, ...this.#end(file, end) };
  }

  /** Does a file name, as a person writes it, mean this path? */
  matches(path: string, wanted: string): boolean {
    const slashes = (text: string): string =>
      (process.platform === 'win32' ? text.toLowerCase() : text).replaceAll('\\', '/');
    const name = slashes(wanted).replace(/^\.\//, '');
    const full = slashes(path);
    return full === name || slashes(this.display(path)) === name || full.endsWith(`/${name}`);
  }

  #file({ path }: LoadedFile): { file: string; path: string } {
    return { file: this.display(path), path };
  }

  #end(file: LoadedFile, offset: number): { endLine: number; endColumn: number } {
    const { line, column } = this.#position(file, offset);
    return { endLine: line, endColumn: column };
  }

  #position({ key }: LoadedFile, offset: number): { line: number; column: number } {
    const starts = this.#starts(key);
    const line = partitionPoint(1, starts.length, (i) => starts[i]! <= offset);
    return { line, column: offset - starts[line - 1]! + 1 };
  }

  #starts(key: string): Int32Array {
    const known = this.#lineStarts.get(key);
    if (known !== undefined) return known;
    const starts = [0];
    for (const match of (this.text(key) ?? '').matchAll(/\r\n|[\n\r\u2028\u2029]/g))
      starts.push(match.index + match[0].length);
    const list = Int32Array.from(starts);
    this.#lineStarts.set(key, list);
    return list;
  }
}
