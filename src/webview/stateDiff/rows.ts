/** The tree of changes as the rows that are in sight. */
import type { ChangeBody, ChangeKind } from '../../wire/stateDiff.js';

export interface Row {
  readonly change: ChangeBody;
  /** from the root: indexes of children */
  readonly id: string;
  /** from 1 */
  readonly level: number;
  readonly open: boolean;
  readonly parent: string | undefined;
}

export interface Shown {
  /** rows that are not as they are at first */
  readonly toggled: ReadonlySet<string>;
  /** in lower case; empty: everything */
  readonly filter: string;
}

/** What a value holds is open where it is the same object; a value in place of another says it by itself. */
const isOpenAtFirst = ({ kind, role }: ChangeBody): boolean => kind === 'inside' || role === 'module';

/** A filter opens the way to what it finds. */
export function visibleRows(changes: readonly ChangeBody[], { toggled, filter }: Shown): readonly Row[] {
  const rows: Row[] = [];
  const add = (change: ChangeBody, id: string, level: number, parent: string | undefined): void => {
    if (filter !== '' && !mentions(change, filter)) return;
    const inside = filter !== '' && change.children.some((child) => mentions(child, filter));
    const open = change.children.length > 0 && (inside || isOpenAtFirst(change) !== toggled.has(id));
    rows.push({ change, id, level, open, parent });
    if (!open) return;
    for (const [i, child] of change.children.entries()) add(child, `${id}.${i}`, level + 1, id);
  };
  for (const [i, change] of changes.entries()) add(change, String(i), 1, undefined);
  return rows;
}

function mentions(change: ChangeBody, filter: string): boolean {
  const texts = [change.label, change.before, change.after];
  return (
    texts.some((text) => text?.toLowerCase().includes(filter)) ||
    change.children.some((child) => mentions(child, filter))
  );
}

/** Rows that have to be toggled for all of them to be open, or closed. */
export function toggledFor(changes: readonly ChangeBody[], open: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (change: ChangeBody, id: string): void => {
    if (change.children.length > 0 && isOpenAtFirst(change) !== open) found.add(id);
    for (const [i, child] of change.children.entries()) look(child, `${id}.${i}`);
  };
  for (const [i, change] of changes.entries()) look(change, String(i));
  return found;
}

/** Changes of each kind; what is only on the way to them is none. */
export function countChanges(changes: readonly ChangeBody[]): Readonly<Record<Exclude<ChangeKind, 'inside'>, number>> {
  const counts = { added: 0, removed: 0, changed: 0 };
  const look = ({ kind, children }: ChangeBody): void => {
    if (kind !== 'inside') counts[kind]++;
    else for (const child of children) look(child);
  };
  for (const change of changes) look(change);
  return counts;
}
