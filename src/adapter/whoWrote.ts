/** The write that gave a value that is shown: where it happened, and at which event. */
import { UserError } from '../base/result.js';
import type { DataRef, Position, Recording, SourcePlace } from '../query/api.js';
import { type Named, refOf } from './dataBreakpoints.js';

export interface WriteFound {
  readonly ref: DataRef;
  /** the event */
  readonly at: Position;
  readonly place: SourcePlace | undefined;
}

/** The last write of a value that is shown. Throws a UserError if none is recorded. */
export function lastWrite(recording: Recording, named: Named): WriteFound {
  const { ref, last } = writesOf(recording, named);
  if (last?.gone !== undefined) throw new UserError('not-written', sentence(last.gone));
  if (last !== undefined) return { ref, at: last.position, place: last.place };
  throw new UserError('not-written', `No write of \`${named.name}\` is recorded before this moment.`);
}

/** The same for the playhead, which stands behind it afterwards: asked there it is the write before. */
export function whoWrote(recording: Recording, named: Named): WriteFound {
  const { ref, at, last, before } = writesOf(recording, named);
  if (last?.position.seq !== at.seq) return lastWrite(recording, named);
  if (before?.gone !== undefined) throw new UserError('not-written', sentence(before.gone));
  if (before !== undefined) return { ref, at: before.position, place: before.place };
  throw new UserError('not-written', `This is the first write of \`${named.name}\` that is recorded.`);
}

const sentence = (why: string): string => `Nobody knows: ${why}.`;

function writesOf(recording: Recording, named: Named) {
  const ref = refOf(recording, named);
  if (ref === undefined) throw new UserError('not-written', `\`${named.name}\` is not a variable or property.`);
  const at = named.container?.at ?? named.at;
  const [last, before] = recording.lastWrites(at, ref);
  return { ref, at, last, before };
}
