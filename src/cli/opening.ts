import { statSync } from 'node:fs';
import { UserError, unwrap } from '../base/result.js';
import type { Recording } from '../query/api.js';

/** Opens a recording for as long as `use` runs. */
export async function withRecording<T>(path: string, use: (recording: Recording) => T | Promise<T>): Promise<T> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UserError('no-recording', `The recording ${path} does not exist.`);
  if (!stat.isFile()) throw new UserError('no-recording', `${path} is not a file; name a recording (*.escope).`);
  const { openRecording } = await import('../query/api.js');
  const recording = unwrap(openRecording(path));
  try {
    return await use(recording);
  } finally {
    recording.close();
  }
}
