/** Values to be shown beside the code: what a frame's variables are, at the lines that gave them these values. */
import type { InlineValuesBody } from '../wire/panel.js';
import type { Position, Recording, Scope, Variable } from '../query/api.js';
import { preview, typeName } from './preview.js';

/** Module and global variables are not what one looks for beside a line of a function. */
const SHOWN: readonly Scope['kind'][] = ['local', 'block', 'catch', 'closure'];
/** The code of a module itself has no others. */
const SHOWN_OF_MODULE: readonly Scope['kind'][] = ['block', 'catch', 'module'];
/** More than a script has that somebody reads; each takes looking for the event that wrote it. */
const MOST = 200;

export function inlineValues(
  recording: Recording,
  { at, index }: { readonly at: Position; readonly index: number },
): InlineValuesBody {
  const frame = recording.stack(at, { start: index, count: 1 }).frames[0];
  if (frame === undefined) return { path: '', values: [] };
  const { path } = frame.place;
  const seen = new Set<string>();
  const scopes = recording.scopes(at, index);
  const isModule = scopes.every(({ kind }) => kind !== 'local');
  const shown = isModule ? SHOWN_OF_MODULE : SHOWN;
  // What a module declares or imports as a function stands in its text.
  const isShown = ({ name, value }: Variable): boolean =>
    name !== 'this' && value.kind !== 'tdz' && !(isModule && typeName(value, { recording, at }) === 'function');
  const values = scopes
    .filter(({ kind }) => shown.includes(kind))
    .flatMap(({ variables }) => variables)
    // An inner variable hides an outer one of its name.
    .filter((variable) => isShown(variable) && !seen.has(variable.name) && seen.add(variable.name))
    .slice(0, MOST)
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
