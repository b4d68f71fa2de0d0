/**
 * Rounds: in each, every contender runs once, right after the plain run that it is compared with. A ratio is taken within its round, the
 * median over the rounds: what else the machine does hits both sides alike.
 */
import { type Contender, type Job, plainRun, type Run } from './contenders.js';
import { median } from './statistics.js';

/** A contender's run and the plain one of the same work. */
export interface Pair {
  readonly plain: Run;
  readonly run: Run;
}

/** How often an extremely expensive contender runs, however many rounds there are. */
const ROUNDS_AT_MOST = { none: Number.POSITIVE_INFINITY, some: Number.POSITIVE_INFINITY, extreme: 1 } as const;

export const isIn = ({ cost }: Contender, round: number): boolean => round < ROUNDS_AT_MOST[cost];

/**
 * Undefined if the contender cannot watch the program, or makes it fail: then `failures` says how. It fails, too, if it prints anything
 * else than it does plainly.
 */
export async function playPair(contender: Contender, job: Job, watch: Watch): Promise<Pair | undefined> {
  const { essence, failures } = watch;
  const plain = await plainRun(job);
  const run = await contender.run(job).catch((error: Error) => {
    failures.push({ contender: contender.name, text: error.message.split('\n')[0]! });
    return undefined;
  });
  if (run === undefined) return undefined;
  if (essence(run) === essence(plain)) return { plain, run };
  failures.push({ contender: contender.name, text: `prints ${essence(run)} instead of ${essence(plain)}` });
  return undefined;
}

export interface Watch {
  /** what must be the same in both runs */
  readonly essence: (run: Run) => string;
  readonly failures: Failure[];
}

export interface Failure {
  readonly contender: Contender['name'];
  readonly text: string;
}

/** Of whole processes. */
export const processRatio = (pairs: readonly Pair[]): number =>
  median(pairs.map(({ plain, run }) => run.millis / plain.millis));

/** What our recordings of a workload are like. */
export interface RecordingFigures {
  readonly events: number;
  /** by kind, in all rounds */
  readonly lost: Readonly<Record<string, number>>;
  readonly bytesPerEvent: number;
  /** events of the run by its time, launch and end included */
  readonly eventsPerSecond: number;
}

export function recordingFigures(pairs: readonly Pair[]): RecordingFigures | undefined {
  const recordings = pairs.flatMap(({ run: { recording, millis } }) =>
    recording === undefined ? [] : [{ ...recording, millis }],
  );
  if (recordings.length === 0) return undefined;
  return {
    events: median(recordings.map(({ events }) => events)),
    lost: added(recordings.map(({ eventsLost }) => eventsLost)),
    bytesPerEvent: median(recordings.map(({ bytes, events }) => bytes / events)),
    eventsPerSecond: median(recordings.map(({ events, millis }) => (events / millis) * 1000)),
  };
}

function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [kind, count] of counts.flatMap((one) => Object.entries(one))) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
