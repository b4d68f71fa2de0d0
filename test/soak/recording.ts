/** A load that is recorded while it is watched: memory of both processes, the size of the file, and how far the file is behind the program. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { TraceReader } from '../../src/store/reader.js';
import { elixirscopeJson, record } from '../record/cli.js';
import { type Ended, ROOT } from '../record/process.js';
import { childrenOf, megabytesOf } from '../support/processMemory.js';

const SAMPLE_MILLIS = 250;
const LIMIT_MILLIS = 30 * 60_000;

export interface Sample {
  /** since the start of the program */
  readonly seconds: number;
  readonly programMegabytes: number;
  readonly recorderMegabytes: number;
  readonly fileMegabytes: number;
  /** between what the program does now and the last turn of its event loop that is in the file */
  readonly lagSeconds: number;
  readonly events: number;
}

export interface LoadRequest {
  /** seconds and rounds in 10 ms, in turn; 0 rounds: full speed */
  readonly phases: readonly number[];
  readonly out: string;
  readonly options: readonly string[];
}

export interface Load {
  readonly samples: readonly Sample[];
  readonly info: RecordingInfo;
  readonly rounds: number;
}

export async function recordLoad({ phases, out, options }: LoadRequest): Promise<Load> {
  // What is there of an earlier one would be taken for the beginning of this.
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${out}${suffix}`, { force: true });
  const samples: Sample[] = [];
  const cwd = join(ROOT, 'test/fixtures/durability');
  let stop = (): void => {};
  const ended = await record({
    program: join(cwd, 'load.mjs'),
    args: phases.map(String),
    out,
    cwd,
    options,
    timeoutMillis: LIMIT_MILLIS,
    started: ({ pid }) => {
      stop = watch(pid!, out, samples);
    },
  }).finally(() => stop());
  if (ended.code !== 0) throw new Error(`the load ended with ${ended.code}: ${ended.stderr}`);
  return { samples, info: await elixirscopeJson<RecordingInfo>(['info', out]), rounds: roundsOf(ended) };
}

const roundsOf = ({ stdout }: Ended): number => Number(/phase \d+ (\d+)\n$/.exec(stdout)?.[1] ?? 0);

function watch(recorder: number, out: string, samples: Sample[]): () => void {
  const start = performance.now();
  let reader: TraceReader | undefined;
  const timer = setInterval(() => {
    reader ??= opened(out);
    reader?.refresh();
    const [thread] = reader?.threads() ?? [];
    const now = performance.timeOrigin + performance.now();
    const stored = thread === undefined ? now : ((thread.started_micros ?? now * 1000) + thread.last_micros) / 1000;
    samples.push({
      seconds: (performance.now() - start) / 1000,
      programMegabytes: Math.max(0, ...childrenOf(recorder).map((pid) => megabytesOf(pid, 'rss'))),
      recorderMegabytes: megabytesOf(recorder, 'rss'),
      fileMegabytes: (sizeOf(out) + sizeOf(`${out}-wal`)) / 1e6,
      lagSeconds: (now - stored) / 1000,
      events: thread?.events ?? 0,
    });
  }, SAMPLE_MILLIS);
  return () => {
    clearInterval(timer);
    reader?.close();
  };
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Undefined before there is one. */
function opened(path: string): TraceReader | undefined {
  const reader = sizeOf(path) === 0 ? undefined : TraceReader.open(path);
  return reader?.ok ? reader.value : undefined;
}
