/** The write that gave a value that is shown: where it happened, and at which event. */
import { UserError } from '../base/result.js';
import type { DataRef, HistoryEntry, Position, Recording, SourcePlace } from '../query/api.js';
import { type Named, refOf } from './dataBreakpoints.js';

export interface WriteFound {
  readonly ref: DataRef;
  /** the event */
  readonly at: Position;
  readonly place: SourcePlace | undefined;
}

/** The last write of a value that is shown. Throws a UserError if none is recorded. */
export function lastWrite(recording: Recording, named: Named): WriteFound {
  const { ref, at } = meaningOf(recording, named);
  const [last] = recording.lastWrites(at, ref);
  if (last === undefined)
    throw new UserError('not-written', `No write of \`${named.name}\` is recorded before this moment.`);
  return found(ref, last);
}

/** The same for the playhead, which stands behind it afterwards: asked there it is the write before. */
export function whoWrote(recording: Recording, named: Named): WriteFound {
  const { ref, at } = meaningOf(recording, named);
  const [last] = recording.lastWrites(at, ref);
  if (last?.position.seq !== at.seq) return lastWrite(recording, named);
  // It may lie far back, and is looked for only now.
  const [, before] = recording.lastWrites(at, ref);
  if (before === undefined)
    throw new UserError('not-written', `This is the first write of \`${named.name}\` that is recorded.`);
  return found(ref, before);
}

function found(ref: DataRef, { gone, position, place }: HistoryEntry): WriteFound {
  if (gone !== undefined) throw new UserError('not-written', `Nobody knows: ${gone}.`);
  return { ref, at: position, place };
}

function meaningOf(recording: Recording, named: Named): { readonly ref: DataRef; readonly at: Position } {
  const ref = refOf(recording, named);
  if (ref === undefined) throw new UserError('not-written', `\`${named.name}\` is not a variable or property.`);
  return { ref, at: named.container?.at ?? named.at };
}
