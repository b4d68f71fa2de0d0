/** The instrumented modules of this thread by file: what stack traces and function texts need to speak of the user's source. */
import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeIn, type MapFile } from '../wire/cacheFiles.js';
import { baseText, type ProbeNames } from '../wire/kit.js';
import type { ConstructorPlaces, FunctionName, IteratedCall, SiteTable } from '../wire/sites.js';
import { type CodeMap, parseMap } from './codeMap.js';
import * as js from './intrinsics.js';
import { MapFiles } from './mapFiles.js';
import type { Place } from './mappings.js';

export interface Module {
  readonly file: string;
  readonly key: string;
  readonly base: number;
  readonly names: ProbeNames;
}

type Table = Pick<SiteTable, 'functions' | 'scopes' | 'sites' | 'temporaries' | 'values'>;

export class InstrumentedModules {
  readonly #cacheDirectory: string;
  readonly #byName = new js.SafeMap<string, Module>();
  readonly #all = js.list<Module>();
  readonly #carried = new js.SafeSet<string>();
  readonly #maps = new js.SafeMap<string, CodeMap | undefined>();
  readonly #codes = new js.SafeMap<string, string>();

  readonly maps: MapFiles;

  constructor(cacheDirectory: string) {
    this.maps = new MapFiles(cacheDirectory);
    this.#cacheDirectory = cacheDirectory;
  }

  add(added: Module): void {
    this.#byName.set(added.file, added);
    this.#byName.set(pathToFileURL(added.file).href, added);
    this.#all[this.#all.length] = added;
  }

  /** A loader of the program's runs it: its text is not the one in the cache. */
  addCarried(file: string): void {
    this.#carried.add(file);
  }

  /** Are there probes in a script, which has a path or URL for its name? */
  isInstrumented(name: string): boolean {
    return this.#byName.has(name) || this.#carried.has(name);
  }

  /** Place in the user's source, 1-based. Undefined: the file is not instrumented or the place is not the user's. */
  place(name: string, line: number, column: number): Place | undefined {
    const found = this.#byName.get(name);
    if (found === undefined) return undefined;
    return this.#map(found)?.places.at(line, column);
  }

  /**
   * The name that V8 would infer for the function at a place of the source; undefined if that has a name of its own. A class that writes
   * no constructor has one all the same.
   */
  inferredName(name: string, place: Place, isConstructor: boolean): string | undefined {
    return this.#around(name, place, isConstructor).inner?.[2] ?? undefined;
  }

  /** The name that V8 would infer for the class whose member is at a place. */
  inferredClass(name: string, place: Place): string | undefined {
    const { outer } = this.#around(name, place, true);
    return outer?.[3] === true ? (outer[2] ?? undefined) : undefined;
  }

  /** The innermost function at a place, and what it stands in. */
  #around(name: string, place: Place, withClasses: boolean): { inner?: FunctionName; outer?: FunctionName } {
    const found = this.#byName.get(name);
    const map = found === undefined ? undefined : this.#map(found);
    if (map === undefined) return {};
    const offset = (map.lineStarts[place.line - 1] ?? 0) + place.column - 1;
    let around: { inner?: FunctionName; outer?: FunctionName } = {};
    // Outer functions stand before inner ones.
    for (let i = 0; i < map.functions.length; i++) {
      const f = map.functions[i] as FunctionName;
      if (f[0] > offset) break;
      if (offset < f[1] && (withClasses || !f[3])) around = { inner: f, ...(around.inner && { outer: around.inner }) };
    }
    return around;
  }

  /** Where V8 reports that what stands at a place cannot be loaded (`isDefined`: or what was loaded cannot be used); or the place itself. */
  loadPlace(name: string, place: Place, isDefined: boolean): Place {
    const found = this.#byName.get(name);
    const map = found === undefined ? undefined : this.#map(found);
    const load = map?.loads.get((map.lineStarts[place.line - 1] ?? 0) + place.column - 1);
    if (map === undefined || load === undefined || (isDefined && load[2])) return place;
    let line = 1;
    while (line < map.lineStarts.length && (map.lineStarts[line] as number) <= load[1]) line++;
    return { line, column: load[1] - (map.lineStarts[line - 1] as number) + 1 };
  }

  /** How the result of the call at a place is iterated. */
  iteratedCall(name: string, place: Place): IteratedCall[1] | undefined {
    const found = this.#byName.get(name);
    const map = found === undefined ? undefined : this.#map(found);
    if (map === undefined) return undefined;
    const offset = (map.lineStarts[place.line - 1] ?? 0) + place.column - 1;
    for (let i = 0; i < map.iterated.length; i++) if (map.iterated[i]?.[0] === offset) return map.iterated[i]?.[1];
    return undefined;
  }

  /** At the place stands a class whose constructor V8 leaves out (`omitted`), or a constructor is called by `super()`. */
  isConstructorPlace(name: string, place: Place, which: keyof ConstructorPlaces): boolean {
    const found = this.#byName.get(name);
    const map = found === undefined ? undefined : this.#map(found);
    if (map === undefined) return false;
    const offset = (map.lineStarts[place.line - 1] ?? 0) + place.column - 1;
    const places = map.constructors[which];
    for (let i = 0; i < places.length; i++) if (places[i] === offset) return true;
    return false;
  }

  /** By path or URL. */
  named(name: string): Module | undefined {
    return this.#byName.get(name);
  }

  withBase(base: number): Module | undefined {
    for (let i = 0; i < this.#all.length; i++) if (this.#all[i]?.base === base) return this.#all[i];
    return undefined;
  }

  /** The module whose code contains the text, latest first. */
  containing(text: string): Module | undefined {
    for (let i = this.#all.length - 1; i >= 0; i--) {
      const candidate = this.#all[i];
      if (candidate !== undefined && this.#code(candidate).includes(text)) return candidate;
    }
    return undefined;
  }

  /** The module all of whose code the text contains, and where in the text that is. */
  containedIn(text: string): { readonly module: Module; readonly start: number; readonly end: number } | undefined {
    for (let i = this.#all.length - 1; i >= 0; i--) {
      const module = this.#all[i] as Module;
      const code = this.#code(module);
      const start = js.indexOf(text, code);
      if (start >= 0) return { module, start, end: start + code.length };
    }
    return undefined;
  }

  entry({ key }: Module): { readonly table: Table; readonly source: string } {
    const text = this.maps.read(key);
    if (text === undefined) throw new Error('the map of a module is gone');
    const { x_table: table, sourcesContent } = JSON.parse(text) as MapFile;
    return { table, source: sourcesContent[0] };
  }

  #path(name: string): string {
    return `${this.#cacheDirectory}${sep}${name}`;
  }

  #code({ key, base, names }: Module): string {
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = js.replaceAll(codeIn(this.#codeFile(key)), names.base, baseText(base));
    this.#codes.set(key, code);
    return code;
  }

  /** Whoever has taken it away has taken its map, too, and both are made again. */
  #codeFile(key: string): string {
    const read = (): string => readFileSync(this.#path(`${key}.js`), 'utf8');
    try {
      return read();
    } catch {
      this.maps.read(key);
      return read();
    }
  }

  /** Undefined: somebody has cleared the cache, and it cannot be made again. */
  #map({ key }: Module): CodeMap | undefined {
    if (!this.#maps.has(key)) this.#maps.set(key, this.#readMap(key));
    return this.#maps.get(key);
  }

  #readMap(key: string): CodeMap | undefined {
    const text = this.maps.read(key);
    return text === undefined ? undefined : parseMap(text);
  }
}
