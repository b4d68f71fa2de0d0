/** Reading recorded objects: their parts as operands that remember the moment they are looked at. */
import type { ObjectView, Position } from '../api.js';
import { EvaluationFault, type Operand, type RecordedObject, refused, type Surroundings } from './operand.js';

type Context = { readonly surroundings: Surroundings };

interface Part {
  readonly name: string;
  readonly symbol: boolean;
  readonly enumerable: boolean;
  readonly value: Operand;
}

export const viewOf = (object: RecordedObject, { surroundings }: Context): ObjectView =>
  surroundings.recording.object(object.at ?? surroundings.at, object.id);

export function partsOf(
  object: RecordedObject,
  which: 'named' | 'indexed',
  { surroundings }: Context,
  page?: { readonly start: number; readonly count: number },
): readonly Part[] {
  return surroundings.recording
    .properties(object.at ?? surroundings.at, object.id, which, page)
    .map((part) => ({ ...part, value: seenAt(part.value, object.at) }));
}

/** The value of one named property, without looking at the others. */
export function partOf(
  object: RecordedObject,
  { name, symbol }: { readonly name: string; readonly symbol: boolean },
  { surroundings }: Context,
): Operand | undefined {
  const value = surroundings.recording.property(object.at ?? surroundings.at, object.id, name, symbol);
  return value && seenAt(value, object.at);
}

export function entriesOf(
  object: RecordedObject,
  { surroundings }: Context,
): readonly { readonly key: Operand | undefined; readonly value: Operand }[] {
  return surroundings.recording
    .entries(object.at ?? surroundings.at, object.id)
    .map(({ key, value }) => ({ key: key && seenAt(key, object.at), value: seenAt(value, object.at) }));
}

/** What is found in an object that is looked at at a moment is looked at at that moment, too. */
export function seenAt(value: Operand, at: Position | undefined): Operand {
  return value.kind === 'object' && at !== undefined ? { ...value, at } : value;
}

/** The content of an object, whole; `text` names it in messages. */
export function wholeView(object: RecordedObject, text: string, context: Context): ObjectView {
  const view = viewOf(object, context);
  refuseOpaque(view);
  if (view.cut) throw new EvaluationFault('unknown', `${text} was not recorded whole`);
  return view;
}

export function refuseOpaque({ kind, lost, whyCut }: ObjectView): void {
  if (kind === 'proxy')
    throw refused('this is a Proxy: reading it would run its traps, and its target is not recorded');
  if (kind === 'cut')
    throw new EvaluationFault('unknown', `the content of this object was not recorded: ${lost ?? whyCut}`);
}

/**
 * Does no class of the program give its instances a member of this name? Certain only if the class is among the recorded sources and no
 * recorded function anywhere has the name.
 */
export function isInheritedFromNothing(
  className: string,
  name: string,
  { surroundings: { recording } }: Context,
): boolean {
  const isRecorded = [className, `${className}.*`].some((pattern) => recording.functionPlaces(pattern).length > 0);
  return isRecorded && recording.functionPlaces(`*${name}`).length === 0;
}
