/** What stands in the Timeline when there is nothing to show, and what to do about it. */
import type { TemplateResult } from 'lit';
import { message, type OpeningCommand, withoutRecording } from '../panel/empty.js';
import type { TimelineModel } from './model.js';

export function emptyState(
  { session, failure, last }: TimelineModel,
  run: (command: OpeningCommand) => void,
): TemplateResult {
  if (failure !== undefined) return message('warning', 'The recording cannot be shown', failure);
  if (session)
    return message(
      'sync',
      'Nothing is recorded yet',
      session.running
        ? 'Calls appear here as soon as code of your workspace runs. Files that are not recorded are listed by "elixirscope info".'
        : 'No code of your workspace ran in this recording. Check the settings elixirscope.include and elixirscope.exclude.',
    );
  return withoutRecording(
    'history',
    'See what your program did, call by call',
    'Run a program with ElixirScope and its whole run appears here: calls, output, errors, and where time went. Drag the playhead to any moment of it.',
    { last, run },
  );
}
