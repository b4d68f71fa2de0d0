/** How old an event is when a subscriber of a live recording can read it: a program writes the time, the subscriber looks at the newest. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/base/result.js';
import { seq } from '../../src/base/units.js';
import type { Recording } from '../../src/query/api.js';
import { openRecording } from '../../src/query/open.js';
import { startRecording } from '../../src/record/start.js';
import { ROOT } from '../record/process.js';
import { median } from './statistics.js';

export interface LatencyResult {
  /** of all events: an event waits for the next time that the engine tells its subscribers */
  readonly medianMillis: number;
  readonly samples: number;
}

const SECONDS = 6;

/** About ten thousand events a second, in small bursts. */
const PROGRAM = `const end = Date.now() + ${SECONDS * 1000};
let now = 0;
const timer = setInterval(() => {
  for (let i = 0; i < 25; i++) now = Date.now();
  if (now > end) clearInterval(timer);
}, 10);
`;

export async function measureLatency(): Promise<LatencyResult> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-latency-'));
  try {
    writeFileSync(join(folder, 'clock.cjs'), PROGRAM);
    return await agesSeen(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function agesSeen(folder: string): Promise<LatencyResult> {
  const ages: number[] = [];
  let recording: Recording | undefined;
  let read = 0;
  const session = await startRecording({
    launch: { kind: 'program', program: 'clock.cjs', args: [] },
    cwd: folder,
    runtimeExecutable: join(ROOT, 'node_modules/.bin/node'),
    out: join(folder, 'live.escope'),
    stdio: 'pipe',
  });
  session.subscribe((event) => {
    if (event.kind !== 'synced') return;
    recording ??= unwrap(openRecording(session.path));
    recording.refresh();
    const seen = Date.now();
    for (const { seq: at, value } of recording.events({ kinds: ['write'], since: seq(read + 1) })) {
      read = at;
      if (value?.kind === 'number' && value.value > 1e12) ages.push(seen - value.value);
    }
  });
  await session.exited;
  recording?.close();
  return { medianMillis: median(ages), samples: ages.length };
}
