/**
 * The four workloads of our own (`workloads/`): each times its warm part itself, so that the cost of recording is told apart from the
 * cost of launching. A recorded run makes fewer iterations than the plain one and is compared with it by the time of an iteration; a plain
 * run of the same few iterations says how whole processes compare, and what the checksum must be.
 */
import { join } from 'node:path';
import { BENCH, type Job, lostOf, type Mode, OURS, plainRun, type Run, recordedRun } from './contenders.js';
import { median } from './statistics.js';

export interface Kernel {
  readonly name: string;
  /** of the plain run, half a second to one and a half */
  readonly iterations: number;
  /** of a run that is watched */
  readonly few: number;
}

export const KERNELS: readonly Kernel[] = [
  { name: 'scheduler', iterations: 2000, few: 100 },
  { name: 'constraints', iterations: 6000, few: 600 },
  { name: 'grid', iterations: 600, few: 60 },
  { name: 'splay', iterations: 2000, few: 400 },
];

/** What a workload prints in its last line. */
interface Warm {
  readonly iterations: number;
  readonly warmUp: number;
  readonly checksum: number;
  readonly warmMillis: number;
  readonly warmCpuMillis: number;
}

export interface KernelResult {
  readonly workload: string;
  /** milliseconds of a warm iteration */
  readonly plainMillis: number;
  readonly watched: Readonly<Record<string, WatchedKernel>>;
}

/** Medians over the rounds; the ratios are to the plain run of the same round. */
export interface WatchedKernel {
  /** milliseconds of a warm iteration */
  readonly millis: number;
  readonly ratio: number;
  /** the same for the processor time of the program's thread: without its waiting */
  readonly cpuRatio: number;
  /** of whole processes of as many iterations */
  readonly processRatio: number;
  readonly recording?: RecordedKernel;
}

export interface RecordedKernel {
  readonly events: number;
  readonly eventsPerIteration: number;
  /** by kind, in all rounds */
  readonly lost: Readonly<Record<string, number>>;
  readonly bytesPerEvent: number;
  /** what an event costs the warm program, waiting included */
  readonly nanosPerEvent: number;
  /** the same on its thread's processor time */
  readonly cpuNanosPerEvent: number;
  /** events of the run by its time, launch and end included */
  readonly eventsPerSecond: number;
}

export interface KernelOptions {
  readonly runs: number;
  /** 1: the usual number of iterations */
  readonly scale: number;
}

/** Throws if a run fails or prints another checksum than the plain one. */
export async function measureKernel(kernel: Kernel, { runs, scale }: KernelOptions): Promise<KernelResult> {
  const sizes = sizesOf(kernel, scale);
  const early = new Map<string, number>();
  for (const mode of OURS) early.set(mode, await eventsOfWarmUp(kernel, sizes, mode));
  const rounds: Round[] = [];
  for (let i = 0; i < runs; i++) rounds.push(await playRound(kernel, sizes));
  return {
    workload: kernel.name,
    plainMillis: median(rounds.map(({ plain }) => perIteration(plain).millis)),
    watched: Object.fromEntries(OURS.map((name) => [name, summary(name, rounds, early.get(name)!)])),
  };
}

interface Sizes {
  readonly iterations: number;
  readonly few: number;
  readonly warmUp: number;
}

function sizesOf(kernel: Kernel, scale: number): Sizes {
  const few = Math.ceil(kernel.few * scale);
  return { iterations: Math.ceil(kernel.iterations * scale), few, warmUp: Math.ceil(few / 5) };
}

const jobOf = ({ name }: Kernel, ...args: number[]): Job => ({
  program: join('workloads', `${name}.cjs`),
  args: args.map(String),
  cwd: BENCH,
});

/** Of a run that ends with its warm-up, which fills the cache of instrumented files, too. */
async function eventsOfWarmUp(kernel: Kernel, { warmUp }: Sizes, mode: Mode): Promise<number> {
  const { recording } = await recordedRun(jobOf(kernel, warmUp, warmUp), mode);
  return recording!.events;
}

interface Round {
  readonly plain: Warm;
  /** the plain run of few iterations */
  readonly short: Run;
  readonly watched: ReadonlyMap<string, Run>;
}

async function playRound(kernel: Kernel, { iterations, few, warmUp }: Sizes): Promise<Round> {
  const plain = warmOf(await plainRun(jobOf(kernel, iterations)));
  const short = await plainRun(jobOf(kernel, few, warmUp));
  const watched = new Map<string, Run>();
  for (const mode of OURS) {
    const run = await recordedRun(jobOf(kernel, few, warmUp), mode);
    const [got, expected] = [warmOf(run).checksum, warmOf(short).checksum];
    if (got !== expected) throw new Error(`${kernel.name}, ${mode}: checksum ${got} instead of ${expected}`);
    watched.set(mode, run);
  }
  return { plain, short, watched };
}

const warmOf = ({ ended }: Run): Warm => JSON.parse(ended.stdout.trimEnd().split('\n').at(-1)!) as Warm;

function perIteration({ iterations, warmUp, warmMillis, warmCpuMillis }: Warm): { millis: number; cpuMillis: number } {
  const warm = iterations - warmUp;
  return { millis: warmMillis / warm, cpuMillis: warmCpuMillis / warm };
}

function summary(name: string, rounds: readonly Round[], earlyEvents: number): WatchedKernel {
  const pairs = rounds.map(({ plain, short, watched }) => {
    const run = watched.get(name)!;
    return { plain: perIteration(plain), warm: perIteration(warmOf(run)), short, run };
  });
  const recordings = pairs.flatMap(({ plain, warm, run }) => recorded({ plain, warm, run, earlyEvents }));
  return {
    millis: median(pairs.map(({ warm }) => warm.millis)),
    ratio: median(pairs.map(({ plain, warm }) => warm.millis / plain.millis)),
    cpuRatio: median(pairs.map(({ plain, warm }) => warm.cpuMillis / plain.cpuMillis)),
    processRatio: median(pairs.map(({ short, run }) => run.millis / short.millis)),
    ...(recordings.length > 0 && { recording: medians(recordings) }),
  };
}

interface RecordedRun {
  readonly plain: ReturnType<typeof perIteration>;
  readonly warm: ReturnType<typeof perIteration>;
  readonly run: Run;
  readonly earlyEvents: number;
}

function recorded({ plain, warm, run, earlyEvents }: RecordedRun): RecordedKernel[] {
  const info = run.recording;
  if (info === undefined) return [];
  const { iterations, warmUp } = warmOf(run);
  const eventsPerIteration = (info.events - earlyEvents) / (iterations - warmUp);
  return [
    {
      events: info.events,
      eventsPerIteration,
      lost: lostOf(info),
      bytesPerEvent: info.bytes / info.events,
      nanosPerEvent: ((warm.millis - plain.millis) / eventsPerIteration) * 1e6,
      cpuNanosPerEvent: ((warm.cpuMillis - plain.cpuMillis) / eventsPerIteration) * 1e6,
      eventsPerSecond: (info.events / run.millis) * 1000,
    },
  ];
}

/** Field by field. */
function medians(recordings: readonly RecordedKernel[]): RecordedKernel {
  const of = (field: Exclude<keyof RecordedKernel, 'lost'>): number => median(recordings.map((one) => one[field]));
  return {
    events: of('events'),
    eventsPerIteration: of('eventsPerIteration'),
    lost: added(recordings.map(({ lost }) => lost)),
    bytesPerEvent: of('bytesPerEvent'),
    nanosPerEvent: of('nanosPerEvent'),
    cpuNanosPerEvent: of('cpuNanosPerEvent'),
    eventsPerSecond: of('eventsPerSecond'),
  };
}

function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [kind, count] of counts.flatMap((one) => Object.entries(one))) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
