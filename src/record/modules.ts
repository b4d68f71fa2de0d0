/** Live breakpoints: wanted places -> sites of the modules that are loaded. */
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { FIRST_SITE } from '../base/units.js';
import { SITE, SITE_FLAG, type SiteTable } from '../wire/sites.js';
import { headerSite } from '../wire/trace.js';
import { functionEntries, sitesAtOrAfter } from '../store/places.js';
import type { BoundBreakpoint, BreakpointPlace } from './events.js';

export interface LoadedModule {
  readonly path: string;
  readonly base: number;
  readonly count: number;
  readonly table: SiteTable;
}

/** Paths are compared as the file system spells them: symbolic links resolved, drive letters in one case. */
function samePath(a: string, b: string): boolean {
  return a === b || canonical(a) === canonical(b);
}

const known = new Map<string, string>();

function canonical(path: string): string {
  let real = known.get(path);
  if (real === undefined) {
    try {
      real = realpathSync.native(path);
    } catch {
      real = path;
    }
    if (process.platform === 'win32') real = real.toLowerCase();
    known.set(path, real);
  }
  return real;
}

/** Base names, in lower case, of the files that the places may be in. A name too many costs a wait; so links and spellings are no matter. */
export function fileNames(places: readonly BreakpointPlace[]): 'all' | readonly string[] {
  const names = new Set<string>();
  for (const place of places) {
    if ('functions' in place) return 'all';
    for (const path of [place.path, canonical(place.path)]) names.add(basename(path).toLowerCase());
  }
  return [...names];
}

export type BoundSites = BoundBreakpoint & { readonly passed: boolean; readonly sites: readonly number[] };

/** Where the places lie in a module; each with the sites (in the thread's numbering) that stop there. */
export function bind(module: LoadedModule, places: readonly BreakpointPlace[]): readonly BoundSites[] {
  return places.flatMap((place) =>
    sitesOf(module, place).flatMap((sites) => {
      const [first] = sites;
      if (first === undefined) return [];
      const { line, column } = module.table.sites;
      return [
        {
          id: place.id,
          path: module.path,
          line: line[first]!,
          column: column[first]!,
          passed: place.passed === true,
          sites: sites.map((i) => module.base + i),
        },
      ];
    }),
  );
}

function sitesOf({ path, table }: LoadedModule, place: BreakpointPlace): readonly (readonly number[])[] {
  if ('functions' in place) return functionEntries(table, place.functions);
  return samePath(place.path, path) ? [sitesAtOrAfter(table, place.line, place.column)] : [];
}

/** By site table, as places in it. They are asked for whenever a module is announced: looking through all sites again took a third of the start of 1,000 modules. */
const debuggers = new WeakMap<SiteTable, readonly number[]>();

/** `debugger` statements of a module, in the thread's numbering. */
export function debuggerSites({ table, base }: LoadedModule): readonly number[] {
  const places = debuggers.get(table) ?? debuggerPlaces(table);
  debuggers.set(table, places);
  return places.map((i) => base + i);
}

function debuggerPlaces({ sites: { kind, flags } }: SiteTable): readonly number[] {
  const places: number[] = [];
  for (let i = 0; i < kind.length; i++) if (kind[i] === SITE.step && flags[i]! & SITE_FLAG.DEBUGGER) places.push(i);
  return places;
}

/** Flags of the site in a header word, 0 if it is none of the modules'. */
export function flagsAt(modules: readonly LoadedModule[], header: number): number {
  const site = headerSite(header);
  if (site < FIRST_SITE) return 0;
  const module = modules.find((m) => site >= m.base && site < m.base + m.count);
  return module?.table.sites.flags[site - module.base] ?? 0;
}
