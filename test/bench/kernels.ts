/**
 * The four workloads of our own (`workloads/`): each times its warm part itself, so that the cost of recording is told apart from the
 * cost of launching. Who makes a program slower is given fewer iterations: warm parts are compared by the time of an iteration, whole
 * processes with a plain one of as many iterations.
 */
import { type Contender, type Job, plainRun, type Run } from './contenders.js';
import {
  type Failure,
  isIn,
  type Pair,
  playPair,
  processRatio,
  type RecordingFigures,
  recordingFigures,
} from './rounds.js';
import { median } from './statistics.js';

export interface Kernel {
  readonly name: string;
  /**
   * by the contender's cost; without one the program runs for half a second to one. Of a fifth of a second that splay took once, what V8 and our drain worker do in the
   * background when a process starts was 30 ms: 1.22x with '--mode off', which is 1.00x of a whole second.
   */
  readonly iterations: Readonly<Record<Contender['cost'], number>>;
}

export const KERNELS: readonly Kernel[] = [
  { name: 'scheduler', iterations: { none: 2000, some: 100, extreme: 2 } },
  { name: 'constraints', iterations: { none: 12_000, some: 600, extreme: 5 } },
  { name: 'grid', iterations: { none: 1200, some: 60, extreme: 10 } },
  { name: 'splay', iterations: { none: 10_000, some: 400, extreme: 40 } },
];

/** A cost of hundredths drowns in what a single run is off by. */
const TIMES_A_ROUND: Readonly<Record<Contender['cost'], number>> = { none: 5, some: 1, extreme: 1 };

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
  /** of a warm iteration */
  readonly plainMillis: number;
  readonly failures: readonly Failure[];
  readonly watched: Readonly<Partial<Record<Contender['name'], WatchedKernel>>>;
}

/** Medians over the runs; the ratios are to plain runs of the same round, of a contender that costs nothing to the one right before. */
export interface WatchedKernel {
  /** of a warm iteration */
  readonly millis: number;
  readonly ratio: number;
  /** the same for the processor time of the program's thread: without its waiting */
  readonly cpuRatio: number;
  readonly processRatio: number;
  readonly recording?: RecordedKernel;
}

export interface RecordedKernel extends RecordingFigures {
  readonly eventsPerIteration: number;
  /** what an event costs the warm program, waiting included */
  readonly nanosPerEvent: number;
  /** the same on its thread's processor time */
  readonly cpuNanosPerEvent: number;
}

export interface KernelOptions {
  readonly arena: string;
  readonly contenders: readonly Contender[];
  readonly runs: number;
  /** 1: the usual number of iterations */
  readonly scale: number;
}

export async function measureKernel(kernel: Kernel, options: KernelOptions): Promise<KernelResult> {
  const { contenders, runs } = options;
  const failures: Failure[] = [];
  const watch = { essence: (run: Run) => String(warmOf(run).checksum), failures };
  const early = new Map<string, number>();
  for (const contender of contenders) early.set(contender.name, await eventsOfWarmUp(contender, kernel, options));
  const plain: Warm[] = [];
  const played = new Map<string, PlayedKernel[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < runs; round++) {
    const alone = warmOf(await plainRun(jobOf(kernel, 'none', options)));
    plain.push(alone);
    for (const contender of contenders.filter((one) => isIn(one, round))) {
      for (let time = 0; time < TIMES_A_ROUND[contender.cost]; time++) {
        const pair = await playPair(contender, jobOf(kernel, contender.cost, options), watch);
        if (pair === undefined) break;
        played.get(contender.name)!.push({ ...pair, alone: contender.cost === 'none' ? warmOf(pair.plain) : alone });
      }
    }
  }
  const successful = [...played].filter(([, all]) => all.length > 0);
  const watched = successful.map(([name, all]) => [name, summary(all, early.get(name)!)] as const);
  const plainMillis = median(plain.map((one) => perIteration(one).millis));
  return { workload: kernel.name, plainMillis, failures, watched: Object.fromEntries(watched) };
}

interface PlayedKernel extends Pair {
  /** a plain run of many iterations */
  readonly alone: Warm;
}

function jobOf({ name, iterations }: Kernel, cost: Contender['cost'], { arena, scale }: KernelOptions): Job {
  const count = Math.max(2, Math.ceil(iterations[cost] * scale));
  return { program: `workloads/${name}.cjs`, args: [String(count), String(warmUpOf(count))], cwd: arena };
}

const warmUpOf = (iterations: number): number => Math.ceil(iterations / 5);

/** Of a run that ends with its warm-up. It fills the contender's cache of instrumented files, too. */
async function eventsOfWarmUp(contender: Contender, kernel: Kernel, options: KernelOptions): Promise<number> {
  const job = jobOf(kernel, contender.cost, options);
  const run = await contender.run({ ...job, args: [job.args[1]!, job.args[1]!] }).catch(() => undefined);
  return run?.recording?.events ?? 0;
}

const warmOf = ({ ended }: Run): Warm => JSON.parse(ended.stdout.trimEnd().split('\n').at(-1)!) as Warm;

function perIteration({ iterations, warmUp, warmMillis, warmCpuMillis }: Warm): { millis: number; cpuMillis: number } {
  const warm = iterations - warmUp;
  return { millis: warmMillis / warm, cpuMillis: warmCpuMillis / warm };
}

function summary(played: readonly PlayedKernel[], earlyEvents: number): WatchedKernel {
  const turns = played.map(({ alone, run }) => ({ plain: perIteration(alone), watched: perIteration(warmOf(run)) }));
  const figures = recordingFigures(played);
  const medianOf = (value: (turn: (typeof turns)[number]) => number): number => median(turns.map(value));
  const common = {
    millis: medianOf(({ watched }) => watched.millis),
    ratio: medianOf(({ plain, watched }) => watched.millis / plain.millis),
    cpuRatio: medianOf(({ plain, watched }) => watched.cpuMillis / plain.cpuMillis),
    processRatio: processRatio(played),
  };
  if (figures === undefined) return common;
  const { iterations, warmUp } = warmOf(played[0]!.run);
  const eventsPerIteration = (figures.events - earlyEvents) / (iterations - warmUp);
  const recording = {
    ...figures,
    eventsPerIteration,
    nanosPerEvent: medianOf(({ plain, watched }) => ((watched.millis - plain.millis) * 1e6) / eventsPerIteration),
    cpuNanosPerEvent: medianOf(
      ({ plain, watched }) => ((watched.cpuMillis - plain.cpuMillis) * 1e6) / eventsPerIteration,
    ),
  };
  return { ...common, recording };
}
