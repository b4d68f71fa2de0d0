/**
 * Every value that a variable or property had: a recording with less detail may lack some where it says so. Values that come several times in a row
 * are one, since objects are described at other times.
 */
import type { HistoryEntry, Position, Recording } from '../../src/query/api.js';

/** At most so many of an object's. */
const PROPERTIES = 6;
/** Longer ones are not compared. */
const MOST = 2000;
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What a history is asked of in a frame: variables, and properties of objects that they hold. */
export function historiesIn(recording: Recording, at: Position, frame: number): string[] {
  const found: string[] = [];
  for (const { variables } of recording.scopes(at, frame)) {
    for (const { name, value } of variables) {
      if (!NAME.test(name) || name === 'this') continue;
      found.push(name);
      if (value.kind !== 'object') continue;
      const properties = recording.properties(at, value.id, 'named').filter((p) => !p.symbol && NAME.test(p.name));
      found.push(...properties.slice(0, PROPERTIES).map((p) => `${name}.${p.name}`));
    }
  }
  return found.filter((name) => found.indexOf(name) === found.lastIndexOf(name));
}

/** Texts of the values; undefined: some may be missing here. None if nobody can say, or there are too many. */
export function historyOf(
  recording: Recording,
  { at, frame }: { readonly at: Position; readonly frame: number },
  name: string,
): (string | undefined)[] | undefined {
  const found: (string | undefined)[] = [];
  let isSparse = false;
  try {
    for (const entry of recording.history(at, name, frame)) {
      if (found.push(textOf(entry)) > MOST) return undefined;
      // From there on, whatever else is known.
      isSparse ||= entry.gone?.includes('--mode calls') === true;
      if (isSparse) found.push(undefined);
    }
  } catch {
    return undefined;
  }
  return found.filter((text, i) => text !== found[i - 1] || text === undefined);
}

function textOf({ gone, value }: HistoryEntry): string | undefined {
  if (gone !== undefined || value.kind === 'unknown') return undefined;
  return 'value' in value ? `${value.kind} ${value.value}` : value.kind;
}

/** Whether what has less detail may be of the same values. */
export function isHistoryOf(full: readonly (string | undefined)[], reduced: readonly (string | undefined)[]): boolean {
  // How many of the values may have come by now.
  let by = new Set([0]);
  for (const text of reduced) {
    const next = new Set<number>();
    if (text === undefined) for (let i = Math.min(...by); i <= full.length; i++) next.add(i);
    for (const i of text === undefined ? [] : by) {
      if (i < full.length && (full[i] === text || full[i] === undefined)) next.add(i + 1);
      if (i > 0 && (full[i - 1] === text || full[i - 1] === undefined)) next.add(i);
    }
    if (next.size === 0) return false;
    by = next;
  }
  return by.has(full.length);
}
