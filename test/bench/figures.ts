/** The figures that capture must reach: each has a bound that must hold and one to aim at. */
import { MAX_OVERHEAD, OURS } from './contenders.js';
import type { KernelResult } from './kernels.js';
import type { Results } from './results.js';
import { geometricMean } from './statistics.js';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly must: number;
  readonly aim: number;
  readonly better: 'less' | 'more';
  /** how far it may be from the baseline, as a factor. Without it the figure depends on the machine and is only shown */
  readonly tolerance?: number;
}

/** A figure, but for its value. */
type Goal = Omit<Figure, 'value'>;

/** Wall time depends on what else the machine does, even within a round: its tolerances are wide, those of processor time narrow. */
const GOALS = {
  full: { name: 'kernels, full, geometric mean', unit: 'x', must: 10, aim: 5, better: 'less', tolerance: 2 },
  fullCpu: {
    name: 'the same in CPU time of the program’s thread',
    unit: 'x',
    must: 10,
    aim: 5,
    better: 'less',
    tolerance: 1.4,
  },
  budget: {
    name: `kernels, --max-overhead ${MAX_OVERHEAD}, CPU time of the thread`,
    unit: 'x',
    must: MAX_OVERHEAD,
    aim: MAX_OVERHEAD,
    better: 'less',
    tolerance: 1.4,
  },
  calls: { name: 'kernels, calls, geometric mean', unit: 'x', must: 2.5, aim: 1.5, better: 'less', tolerance: 2 },
  callsCpu: {
    name: 'calls, in CPU time of the program’s thread',
    unit: 'x',
    must: 2.5,
    aim: 1.5,
    better: 'less',
    tolerance: 1.4,
  },
  http: {
    name: 'HTTP requests per second, recorded to plain',
    unit: '%',
    must: 80,
    aim: 95,
    better: 'more',
    tolerance: 2,
  },
  commands: { name: 'commands, full, geometric mean', unit: 'x', must: 8, aim: 4, better: 'less', tolerance: 2 },
  off: {
    name: 'mode off, kernels, CPU time of the thread',
    unit: 'x',
    must: 1.02,
    aim: 1,
    better: 'less',
    tolerance: 1.15,
  },
  nanos: { name: 'an event on the program’s thread, mean', unit: 'ns', must: 8, aim: 4, better: 'less' },
  cpuNanos: { name: 'an event in its CPU time, mean', unit: 'ns', must: 8, aim: 4, better: 'less' },
  rate: { name: 'sustained into SQLite, best kernel', unit: 'M events/s', must: 10, aim: 30, better: 'more' },
  bytes: {
    name: 'on disk, mean over the workloads',
    unit: 'bytes/event',
    must: 2,
    aim: 1,
    better: 'less',
    tolerance: 1.1,
  },
  lost: { name: 'events lost', unit: '', must: 0, aim: 0, better: 'less', tolerance: 1 },
  debuggee: {
    name: 'memory of the program beyond the ring',
    unit: 'MB',
    must: 64,
    aim: 32,
    better: 'less',
    tolerance: 1.5,
  },
  engine: { name: 'memory of the engine', unit: 'MB', must: 300, aim: 150, better: 'less', tolerance: 1.5 },
  launch: { name: 'launch of 200 files, warm cache, over tsx', unit: 'ms', must: 150, aim: 0, better: 'less' },
  instrument: { name: 'instrumenting, cold', unit: 'MB/s', must: 1, aim: 3, better: 'more' },
  instrumentMany: { name: 'instrumenting, cold, 2,000 files', unit: 'MB/s', must: 1, aim: 3, better: 'more' },
  latency: { name: 'from an event to a subscriber, median', unit: 'ms', must: 100, aim: 20, better: 'less' },
} as const satisfies Record<string, Goal>;

export function figuresOf(results: Results): Figure[] {
  const { kernels, commands, http, launch, memory, latency } = results;
  const full = recordings(kernels);
  const values: Record<keyof typeof GOALS, number | undefined> = {
    full: meanRatio(kernels, 'full', 'ratio'),
    fullCpu: meanRatio(kernels, 'full', 'cpuRatio'),
    budget: meanRatio(kernels, 'budget', 'cpuRatio'),
    calls: meanRatio(kernels, 'calls', 'ratio'),
    callsCpu: meanRatio(kernels, 'calls', 'cpuRatio'),
    off: meanRatio(kernels, 'off', 'cpuRatio'),
    http: http && http.ratio * 100,
    commands: mean(
      geometricMean,
      commands.flatMap(({ watched }) => watched.full?.processRatio ?? []),
    ),
    nanos: mean(
      arithmeticMean,
      full.map(({ nanosPerEvent }) => nanosPerEvent),
    ),
    cpuNanos: mean(
      arithmeticMean,
      full.map(({ cpuNanosPerEvent }) => cpuNanosPerEvent),
    ),
    rate: mean(
      (all) => Math.max(...all) / 1e6,
      full.map(({ eventsPerSecond }) => eventsPerSecond),
    ),
    bytes: mean(
      arithmeticMean,
      full.map(({ bytesPerEvent }) => bytesPerEvent),
    ),
    lost: lostIn(results),
    debuggee: memory?.debuggeeMegabytes,
    engine: memory?.engineMegabytes,
    launch: launch && launch.recordedMillis - launch.tsxMillis,
    instrument: launch?.megabytesPerSecond,
    instrumentMany: launch?.manyMegabytesPerSecond,
    latency: latency?.medianMillis,
  };
  return (Object.keys(GOALS) as (keyof typeof GOALS)[]).flatMap((goal) => {
    const value = values[goal];
    return value === undefined ? [] : [{ ...GOALS[goal], value }];
  });
}

/** Whether a program failed, or printed something else, because we recorded it. */
export const haveOursFailed = ({ kernels, commands, failures }: Results): boolean =>
  failures.length > 0 ||
  [...kernels, ...commands].some((workload) =>
    workload.failures.some(({ contender }) => OURS.some(({ name }) => name === contender)),
  );

const recordings = (kernels: readonly KernelResult[]) =>
  kernels.flatMap(({ watched }) => watched.full?.recording ?? []);

const meanRatio = (
  kernels: readonly KernelResult[],
  name: keyof KernelResult['watched'],
  of: 'ratio' | 'cpuRatio',
): number | undefined =>
  mean(
    geometricMean,
    kernels.flatMap(({ watched }) => watched[name]?.[of] ?? []),
  );

const arithmeticMean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Undefined of nothing. */
const mean = (of: (values: readonly number[]) => number, values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : of(values);

function lostIn({ kernels, commands, http }: Results): number {
  const watched = [...kernels, ...commands].flatMap((one) => Object.values(one.watched));
  const all: Readonly<Record<string, number>>[] = watched.flatMap(({ recording }) => recording?.lost ?? []);
  if (http !== undefined) all.push(http.lost);
  return all.flatMap((lost) => Object.values(lost)).reduce((sum, count) => sum + count, 0);
}
