/** Values to be shown beside the code: what a frame's variables are, at the lines that gave them these values. */
import type { InlineValuesBody } from '../wire/panel.js';
import type { Position, Recording, Scope, Variable } from '../query/api.js';
import { preview } from './preview.js';

/** Module and global variables are not what one looks for beside a line. */
const SHOWN: readonly Scope['kind'][] = ['local', 'block', 'catch', 'closure'];

export function inlineValues(
  recording: Recording,
  { at, index }: { readonly at: Position; readonly index: number },
): InlineValuesBody {
  const frame = recording.stack(at, { start: index, count: 1 }).frames[0];
  if (frame === undefined) return { path: '', values: [] };
  const { path } = frame.place;
  const seen = new Set<string>();
  const values = recording
    .scopes(at, index)
    .filter(({ kind }) => SHOWN.includes(kind))
    .flatMap(({ variables }) => variables)
    // An inner variable hides an outer one of its name.
    .filter(({ name, value }) => name !== 'this' && value.kind !== 'tdz' && !seen.has(name) && seen.add(name))
    .map((variable) => ({
      name: variable.name,
      value: preview(variable.value, { recording, at }),
      place: writtenIn(recording, at, variable, path),
    }));
  return { path, values };
}

function writtenIn(
  recording: Recording,
  { thread }: Position,
  { writtenAt }: Variable,
  path: string,
): { readonly line: number } | null {
  if (writtenAt === undefined) return null;
  for (const { place } of recording.events({ thread, since: writtenAt, until: writtenAt }))
    return place?.path === path ? { line: place.line } : null;
  return null;
}
