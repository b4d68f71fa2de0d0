/** Which sites of a file a line (and column) means: the one rule for live breakpoints, breakpoints in the past and positions. */
import { SITE, SITE_FLAG, type SiteTable } from '../wire/sites.js';

/** Index in the table of every site that starts a statement, in the order of the text. */
export function statementSites(table: SiteTable): readonly number[] {
  const known = cache.get(table);
  if (known !== undefined) return known;
  const { kind, flags, start } = table.sites;
  const sites: number[] = [];
  for (let i = 0; i < kind.length; i++) if (kind[i] === SITE.step && !(flags[i]! & SITE_FLAG.PART)) sites.push(i);
  sites.sort((a, b) => start[a]! - start[b]!);
  cache.set(table, sites);
  return sites;
}

const cache = new WeakMap<SiteTable, readonly number[]>();

/**
 * Sites of the statement that a line means: the first one that starts on it, or with a column the one at or nearest after it (the last
 * one of the line, if none is). The same statement may have several sites. Empty if none starts on the line.
 */
export function sitesOnLine(table: SiteTable, line: number, column?: number): readonly number[] {
  const { line: lines, column: columns, start } = table.sites;
  const onLine = statementSites(table).filter((i) => lines[i] === line);
  const chosen = column === undefined ? onLine[0] : (onLine.find((i) => columns[i]! >= column) ?? onLine.at(-1));
  return chosen === undefined ? [] : onLine.filter((i) => start[i] === start[chosen]);
}

/** The same, on the next line that has a statement if the wanted one has none. */
export function sitesAtOrAfter(table: SiteTable, line: number, column?: number): readonly number[] {
  const exact = sitesOnLine(table, line, column);
  if (exact.length > 0) return exact;
  const { line: lines } = table.sites;
  let next = Number.POSITIVE_INFINITY;
  for (const i of statementSites(table)) if (lines[i]! > line) next = Math.min(next, lines[i]!);
  return Number.isFinite(next) ? sitesOnLine(table, next) : [];
}

/** Sites of the first statement of each function whose name fits; `*` stands for any part of a name. */
export function functionEntries(table: SiteTable, name: string): readonly (readonly number[])[] {
  const pattern = new RegExp(`^${name.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  const { fn, start } = table.sites;
  const statements = statementSites(table);
  return table.functions.flatMap(({ name: own, kind }, index) => {
    if (kind === 'module' || kind === 'initializer' || !pattern.test(own)) return [];
    const inside = statements.filter((i) => fn[i] === index);
    const [first] = inside;
    return first === undefined ? [] : [inside.filter((i) => start[i] === start[first])];
  });
}
