/** Whether a recording goes on to the end of the program. */
import type { TraceReader } from '../store/reader.js';
import type { RecordingInfo } from './answers.js';

/** Whatever was received is there in any case. */
export function endingOf(reader: TraceReader): Pick<RecordingInfo, 'complete' | 'incomplete' | 'signal'> {
  const meta = reader.meta();
  const signal = meta.get('signal');
  const incomplete = whyIncomplete(meta, signal);
  return { complete: incomplete === undefined, incomplete, signal };
}

function whyIncomplete(meta: ReadonlyMap<string, string>, signal: string | undefined): string | undefined {
  if (meta.get('complete') !== '1')
    return 'the program has not ended, or the recorder was ended before it; what was received until then is here';
  const cutOff = meta.get('cutOff')?.split(' ');
  if (cutOff === undefined) return undefined;
  const threads = `thread${cutOff.length === 1 ? '' : 's'} ${cutOff.join(', ')}`;
  return `${signal ?? 'a signal'} ended the program; what ${threads} did in the last moments before may be missing`;
}
