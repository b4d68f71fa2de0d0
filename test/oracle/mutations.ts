/** Takes probes out of instrumented code: edits the text in the instrumentation cache, the product is as it is. */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fromMapFile } from '../../src/store/storedSource.js';
import { sealed, unsealed } from '../../src/wire/cacheFiles.js';
import { CELL } from '../../src/wire/ring.js';
import { SITE, type SiteKind, type SiteTable } from '../../src/wire/sites.js';

/** Kinds of sites, and the look at arguments after a call of code that is not instrumented. */
export type ProbeKind = keyof typeof SITE | 'resync';

/** Instrumented code of one file. */
export interface CachedCode {
  readonly path: string;
  readonly code: string;
  /** text of the file beside it */
  readonly map: string;
  readonly table: SiteTable;
}

/** The entry of the only file that the folder's cache holds. */
export function cachedCode(workspace: string): CachedCode {
  const folder = join(workspace, '.elixirscope/cache');
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  if (names.length !== 1) throw new Error(`${folder} holds ${names.length} entries`);
  const path = join(folder, names[0]!);
  const map = readFileSync(path.replace(/js$/, 'map'));
  const stored = fromMapFile(basename(path, '.js'), map);
  const code = unsealed(readFileSync(path, 'utf8'), hash)?.code;
  if (stored === undefined || code === undefined) throw new Error(`${path} has no site table, or no seal`);
  return { path, code, map: map.toString(), table: stored.sites };
}

const write = ({ path, map }: CachedCode, code: string): void => writeFileSync(path, sealed(code, map, hash));

/** Writes the code without probes of a kind, every `nth` of them; returns how many were taken out. */
export function removeProbes(cached: CachedCode, kind: ProbeKind, nth = 1): number {
  const { code, table } = cached;
  // Some sites have no probe of their own: the step in front of a return is written by the probe of that.
  const isProbe = (site: number): boolean => madeProbe(site).test(code);
  const all =
    kind === 'resync' ? [] : table.sites.kind.flatMap((k, site) => (k === SITE[kind] && isProbe(site) ? [site] : []));
  const sites = all.filter((_, i) => i % nth === 0);
  const without = sites.reduce((text, site) => withoutProbe(text, site, table.sites.kind[site]!), code);
  write(cached, kind === 'resync' ? withoutResync(code) : without);
  return kind === 'resync'
    ? AFTER_CALLS.reduce((count, name) => count + code.split(`$es_${name}(`).length - 1, 0)
    : sites.length;
}

export const restore = (cached: CachedCode): void => write(cached, cached.code);

/** Where the probe is made; with an `h`, that of a function which may be called before the module begins. */
const madeProbe = (site: number): RegExp => new RegExp(`(?<=\\$es_${site}h?=)\\$es_p\\.[^;]*?\\)(?=;|,\\$es_\\w+=)`);

/** The probe stays and gives back what it did, but writes no event. */
const withoutProbe = (code: string, site: number, kind: SiteKind): string =>
  code.replace(madeProbe(site), (probe) => silent(kind, probe));

/** What gives an id is called, and what it has written taken back. */
function silent(kind: SiteKind, probe: string): string {
  const givesId = kind === SITE.enter || kind === SITE.scope || kind === SITE.iterate;
  const cursor = `$es_C[${CELL.CURSOR}]`;
  return givesId ? `(f=>(...a)=>{const c=${cursor},d=f(...a);${cursor}=c;return d})(${probe})` : 'r=>r';
}

const AFTER_CALLS = ['called', 'ran', 'calledMethod', 'ranMethod', 'ranAt'];

function withoutResync(code: string): string {
  const imported = AFTER_CALLS.reduce((text, name) => text.replace(`${name} as $es_${name},`, ''), code);
  const silent = AFTER_CALLS.map((name) => `$es_${name}=r=>r`).join(',');
  return imported.replace('"elixirscope:kit";', `"elixirscope:kit";const ${silent};`);
}
