/** What changed between two moments, in texts; and the writes that did it, which are looked for when they are asked for. */
import { relative } from 'node:path';
import { unwrap, UserError } from '../base/result.js';
import { seq } from '../base/units.js';
import { type Position, type Recording, type StateChange, stateDiff, type Value } from '../query/api.js';
import type { PanelPlace } from '../wire/panel.js';
import type { ChangeBody, ComparedMoment, FoundWrite, StateDiffBody } from '../wire/stateDiff.js';
import { parseDataId } from './dataBreakpoints.js';
import { numbers, placeOf } from './positions.js';
import { inner, preview } from './preview.js';

export type Pair = readonly [before: Position, after: Position];

/** The earlier one first. */
export const inOrder = (a: Position, b: Position): Pair => (a.seq <= b.seq ? [a, b] : [b, a]);

export function stateDiffBody(recording: Recording, pair: Pair): StateDiffBody {
  const { changes, cut } = stateDiff(recording, pair);
  const [before, after] = pair;
  return {
    moments: [comparedMoment(recording, before), comparedMoment(recording, after)],
    changes: changes.map((change) => changeBody(recording, pair, change)),
    cut: cut ?? null,
  };
}

function comparedMoment(recording: Recording, at: Position): ComparedMoment {
  const [frame] = recording.stack(at, { start: 0, count: 1 }).frames;
  return { ...numbers(recording, at), functionName: frame?.functionName ?? null, place: placeOf(frame?.place) };
}

function changeBody(recording: Recording, pair: Pair, change: StateChange): ChangeBody {
  const { kind, role, label, before, after, place, origin, children } = change;
  const [old, now] = pair;
  const shown = (value: Value | undefined, at: Position): string | null =>
    value === undefined ? null : preview(value, { recording, at });
  return {
    kind,
    role,
    label:
      change.key === undefined ? indexed(label) : inner(change.key, { recording, at: kind === 'removed' ? old : now }),
    before: shown(before, old),
    after: shown(after, now),
    place: placeOf(place),
    origin: origin === undefined ? null : JSON.stringify(origin.kind === 'event' ? origin.seq : origin.ref),
    children: children.map((child) => changeBody(recording, pair, child)),
  };
}

const indexed = (label: string): string => (/^\d+$/.test(label) ? `[${label}]` : label);

/** `origin`: of a change. Undefined if no write is recorded. */
export function writeOf(recording: Recording, at: Position, origin: string): FoundWrite | undefined {
  if (/^\d+$/.test(origin)) {
    const event = { thread: at.thread, seq: seq(Number(origin)) };
    const [found] = recording.events({ thread: at.thread, since: event.seq, until: event.seq });
    return { ...numbers(recording, event), place: placeOf(found?.place) };
  }
  const ref = unwrap(parseDataId(origin));
  if (ref.thread !== at.thread) throw new UserError('mixed-threads', 'This was written by another thread.');
  const [last] = recording.lastWrites(at, ref);
  if (last === undefined || last.gone !== undefined) return undefined;
  return { ...numbers(recording, last.position), place: placeOf(last.place) };
}

/** As lines: `+`, `-`, `~`, and where each change was made. */
export function stateDiffText(recording: Recording, pair: Pair): string {
  const { moments, changes, cut } = stateDiffBody(recording, pair);
  const { workspace } = recording.info();
  const placed = (place: PanelPlace | null): string =>
    place === null ? '' : ` ${relative(workspace, place.path)}:${place.line}`;
  const written = ({ origin }: ChangeBody): string => {
    const write = origin === null ? undefined : writeOf(recording, pair[1], origin);
    return write === undefined ? '' : `  @${write.thread}:${write.seq}${placed(write.place)}`;
  };
  const lines = moments.map((at) => `${at.thread}:${at.seq}  ${at.functionName ?? ''}${placed(at.place)}`);
  const add = (change: ChangeBody, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${MARKS[change.kind]} ${changeLine(change)}${written(change)}`);
    for (const child of change.children) add(child, depth + 1);
  };
  for (const change of changes) add(change, 0);
  if (changes.length === 0) lines.push('Nothing changed.');
  if (cut !== null) lines.push(`(${cut})`);
  return lines.join('\n');
}

const MARKS: Readonly<Record<ChangeBody['kind'], string>> = { added: '+', removed: '-', changed: '~', inside: ' ' };

function changeLine({ kind, role, label, before, after }: ChangeBody): string {
  if (role === 'frame') return kind === 'added' ? `${label} (called)` : kind === 'removed' ? `${label} (over)` : label;
  const name = role === 'entry' ? `${label} =>` : `${label}:`;
  if (kind === 'inside') return role === 'module' ? label : `${name} ${after}`;
  return kind === 'changed' ? `${name} ${before} -> ${after}` : `${name} ${kind === 'added' ? after : before}`;
}
