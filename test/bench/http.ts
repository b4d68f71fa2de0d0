/** A JSON API under load from a second process: requests per second plain and recorded, the application's code recorded. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from '../record/cli.js';
import { type Ended, run } from '../record/process.js';
import { BENCH } from './arena.js';
import { median } from './statistics.js';

/** Medians over the rounds. */
export interface HttpResult {
  readonly plainPerSecond: number;
  readonly recordedPerSecond: number;
  /** recorded to plain, within a round */
  readonly ratio: number;
  readonly eventsPerRequest: number;
  readonly lost: Readonly<Record<string, number>>;
}

interface Load {
  /** the warm-up's, too */
  readonly answered: number;
  readonly perSecond: number;
  readonly failed: number;
}

const WARM_SECONDS = 2;
const SECONDS = 5;
const TIMEOUT_MILLIS = 120_000;
const PROGRAM = 'http/server.mjs';

/** Throws if a request is not answered as it should be. */
export async function measureHttp(runs: number): Promise<HttpResult> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-http-'));
  const out = join(folder, 'recording.escope');
  const rounds: { plain: Load; recorded: Load; info: RecordingInfo }[] = [];
  try {
    for (let i = 0; i < runs; i++) {
      const plain = await loaded((started) =>
        run('node', [PROGRAM], { cwd: BENCH, timeoutMillis: TIMEOUT_MILLIS, started }),
      );
      rmSync(out, { force: true });
      const recorded = await loaded((started) =>
        record({ program: PROGRAM, out, cwd: BENCH, timeoutMillis: TIMEOUT_MILLIS, started }),
      );
      rounds.push({ plain, recorded, info: await elixirscopeJson<RecordingInfo>(['info', out]) });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const last = rounds.at(-1)!;
  return {
    plainPerSecond: median(rounds.map(({ plain }) => plain.perSecond)),
    recordedPerSecond: median(rounds.map(({ recorded }) => recorded.perSecond)),
    ratio: median(rounds.map(({ plain, recorded }) => recorded.perSecond / plain.perSecond)),
    eventsPerRequest: last.info.events / last.recorded.answered,
    lost: last.info.eventsLost,
  };
}

/** Starts a server, warms it up, puts it under load and stops it. */
async function loaded(start: (started: (child: ChildProcess) => void) => Promise<Ended>): Promise<Load> {
  let listening: (port: string) => void;
  const port = new Promise<string>((resolve) => {
    listening = resolve;
  });
  const ended = start((child) => child.stdout!.once('data', (chunk: Buffer) => listening(chunk.toString().trim())));
  const where = await Promise.race([port, ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  const warmUp = await load(where, WARM_SECONDS);
  const result = await load(where, SECONDS);
  await fetch(`http://127.0.0.1:${where}/stop`, { headers: { connection: 'close' } });
  const { code, stderr } = await ended;
  if (code !== 0 || result.failed > 0)
    throw new Error(`the server ended with ${code}, ${result.failed} requests failed: ${stderr}`);
  return { ...result, answered: warmUp.answered + result.answered };
}

async function load(port: string, seconds: number): Promise<Load> {
  const { code, stdout, stderr } = await run('node', ['http/load.mjs', port, String(seconds)], { cwd: BENCH });
  if (code !== 0) throw new Error(`the load ended with ${code}: ${stderr}`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Load;
}
