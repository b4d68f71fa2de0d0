/** Two moments that are worth a comparison: where a call began and ended, a statement in one iteration and in the one before. */
import { UserError } from '../base/result.js';
import { seq } from '../base/units.js';
import type { Frame, Position, Recording } from '../query/api.js';
import type { ComparedBody } from '../wire/panel.js';
import type { FrameHandle } from './handles.js';

/** Executions of a statement that are looked at for the one of the same call: other calls of the function may run in between. */
const MAX_EXECUTIONS = 500;

export function comparedMoments(
  recording: Recording,
  { at, index }: FrameHandle,
  what: 'call' | 'iteration',
): ComparedBody {
  const [frame] = recording.stack(at, { start: index, count: 1 }).frames;
  if (frame === undefined) throw new UserError('stale-frame', 'This frame belongs to an earlier stop.');
  return what === 'call' ? ofCall(recording, at, frame) : ofIterations(recording, at, frame);
}

function ofCall(recording: Recording, { thread }: Position, { enteredAt, functionName }: Frame): ComparedBody {
  const entered = { thread, seq: enteredAt };
  const call = recording.callOutcome(entered);
  if (call === undefined)
    throw new UserError('call-unknown', `Where ${functionName} was called is not in the recording.`);
  const first = recording.snap({ thread, seq: seq(enteredAt + 1) }, 'forward');
  const isOpen = call.end === 'open';
  return {
    before: first.seq < call.until ? first : entered,
    // One event later it is gone from the stack.
    after: { thread, seq: isOpen ? call.until : seq(Math.max(enteredAt, call.until - 1)) },
    title: `${functionName}: entry ↔ ${isOpen ? 'as far as it is recorded' : 'end'}`,
  };
}

function ofIterations(recording: Recording, { thread }: Position, frame: Frame): ComparedBody {
  const { path, line, column } = frame.place;
  const here = { thread, seq: frame.stepAt };
  const near = recording.executions(here, { path, line, column }, MAX_EXECUTIONS)?.near ?? [];
  const before = near.find(
    ({ position }) =>
      position.seq < here.seq &&
      recording.stack(position, { start: 0, count: 1 }).frames[0]?.enteredAt === frame.enteredAt,
  );
  if (before === undefined)
    throw new UserError('no-iteration', `Line ${line} did not run before in this call of ${frame.functionName}.`);
  return { before: before.position, after: here, title: `Line ${line}: the iteration before ↔ this one` };
}
