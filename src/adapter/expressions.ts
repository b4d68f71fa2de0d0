/** Where a playhead stands that is inside of a statement: at the expression that has been evaluated last. */
import type { EventKind, Position, Recording, SourcePlace } from '../query/api.js';
import type { Analyses } from './analyses.js';

const AT_ITS_PLACE: ReadonlySet<EventKind> = new Set(['write', 'put', 'delete', 'resume']);
/** The function that did it is gone from the stack: the text of its caller says where it was called. */
const COMES_BACK: ReadonlySet<EventKind> = new Set(['return', 'await', 'yield']);

/** Undefined where a statement begins, and where nothing says which expression it is. */
export async function expressionAt(
  recording: Recording,
  at: Position,
  analyses: Analyses,
): Promise<SourcePlace | undefined> {
  if (recording.statementAt(at) !== undefined) return undefined;
  const [event] = recording.events({ thread: at.thread, since: at.seq, until: at.seq });
  if (event === undefined) return undefined;
  if (AT_ITS_PLACE.has(event.kind)) return event.place;
  return COMES_BACK.has(event.kind) ? analyses.callBehind(recording, event) : undefined;
}
