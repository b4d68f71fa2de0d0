/** The recording that questions are asked about. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elixirscopeJson, record } from '../record/cli.js';
import type { Request } from './measure.js';

const PROGRAM = fileURLToPath(new URL('../../test/query/program.cjs', import.meta.url));
const EVENTS_A_ROUND = 152;
const TIMEOUT_MILLIS = 900_000;

/** About so many events, in a folder that the program is copied to. */
export async function makeRecording(folder: string, events: number): Promise<Omit<Request, 'samples'>> {
  const program = join(folder, 'program.cjs');
  cpSync(PROGRAM, program);
  const rounds = Math.max(1, Math.round(events / EVENTS_A_ROUND));
  const recording = join(folder, 'bank.escope');
  const { code, stderr } = await record({
    program,
    args: [String(rounds)],
    out: recording,
    cwd: folder,
    timeoutMillis: TIMEOUT_MILLIS,
  });
  if (code !== 0) throw new Error(`recording ended with ${code}: ${stderr}`);
  const info = await elixirscopeJson<{ events: number; eventsLostTotal: number }>(['info', recording]);
  if (info.eventsLostTotal > 0) throw new Error(`${info.eventsLostTotal} events were lost`);
  return { recording, program, rounds, events: info.events };
}
