/** Takes probes out of instrumented code: edits the text in the instrumentation cache, the product is as it is. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CELL } from '../../src/wire/ring.js';
import { SITE, type SiteKind, type SiteTable } from '../../src/wire/sites.js';

/** Kinds of sites, and the look at arguments after a call of code that is not instrumented. */
export type ProbeKind = keyof typeof SITE | 'resync';

/** Instrumented code of one file. */
export interface CachedCode {
  readonly path: string;
  readonly code: string;
  readonly table: SiteTable;
}

/** The entry of the only file that the folder's cache holds. */
export function cachedCode(workspace: string): CachedCode {
  const folder = join(workspace, '.elixirscope/cache');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (names.length !== 1) throw new Error(`${folder} holds ${names.length} entries`);
  const path = join(folder, names[0]!.replace(/json$/, 'js'));
  const { table } = JSON.parse(readFileSync(join(folder, names[0]!), 'utf8')) as { table: SiteTable };
  return { path, code: readFileSync(path, 'utf8'), table };
}

/** Writes the code without probes of a kind, every `nth` of them; returns how many were taken out. */
export function removeProbes({ path, code, table }: CachedCode, kind: ProbeKind, nth = 1): number {
  // Some sites have no function of their own: the step in front of a return is written by the probe of that.
  const isProbe = (site: number): boolean => code.includes(`function $es_${site}(`);
  const all =
    kind === 'resync' ? [] : table.sites.kind.flatMap((k, site) => (k === SITE[kind] && isProbe(site) ? [site] : []));
  const sites = all.filter((_, i) => i % nth === 0);
  const without = sites.reduce((text, site) => withoutProbe(text, site, table.sites.kind[site]!), code);
  writeFileSync(path, kind === 'resync' ? withoutResync(code) : without);
  return kind === 'resync'
    ? AFTER_CALLS.reduce((count, name) => count + code.split(`$es_${name}(`).length - 1, 0)
    : sites.length;
}

export const restore = ({ path, code }: CachedCode): void => writeFileSync(path, code);

/** The probe's function stays and gives back what it did, but writes no event. */
function withoutProbe(code: string, site: number, kind: SiteKind): string {
  const start = code.indexOf(`function $es_${site}(`);
  const open = code.indexOf('{', start);
  const first = /\((\w*)/.exec(code.slice(start, open))![1]!;
  return `${code.slice(0, open)}{${silentBody(kind, first)}}${code.slice(closing(code, open) + 1)}`;
}

function silentBody(kind: SiteKind, first: string): string {
  const depth = `$es_C[${CELL.DEPTH}]`;
  switch (kind) {
    case SITE.enter:
      return `${depth}++;return $es_newId()`;
    case SITE.scope:
    case SITE.iterate:
      return 'return $es_newId()';
    default:
      return first === '' ? '' : `return ${first}`;
  }
}

/** Index of the brace that closes the one at `open`; probes contain no braces in strings. */
function closing(code: string, open: number): number {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if (code[i] === '{') depth++;
    else if (code[i] === '}' && --depth === 0) return i;
  }
  throw new Error('a probe has no end');
}

const AFTER_CALLS = ['called', 'ran', 'calledMethod', 'ranMethod', 'ranAt'];

function withoutResync(code: string): string {
  const imported = AFTER_CALLS.reduce((text, name) => text.replace(`${name} as $es_${name},`, ''), code);
  const silent = AFTER_CALLS.map((name) => `$es_${name}=r=>r`).join(',');
  return imported.replace('"elixirscope:kit";', `"elixirscope:kit";const ${silent};`);
}
