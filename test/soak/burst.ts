/** A steady load, twenty times as much for a while, and the steady load again: what it costs, and how long the recorder needs to be back. */
import { recordLoad, type Sample } from './recording.js';

export const BURST = 20;
/** The recorder is back when the file is no further behind the program than this: it is brought up to date every 50 ms, or a bit later. */
const BACK_SECONDS = 0.3;

export interface BurstRequest {
  readonly out: string;
  readonly steadySeconds: number;
  readonly burstSeconds: number;
  /** rounds of the load in 10 ms */
  readonly rounds: number;
  readonly options: readonly string[];
}

export interface Burst {
  readonly steadyEventsPerSecond: number;
  readonly burstEventsPerSecond: number;
  /** how far the file was behind the program at most */
  readonly lagSeconds: number;
  /** from the end of the burst until the file was up to date again, and stayed so for a second; undefined if it never was */
  readonly recoverySeconds: number | undefined;
  readonly lost: Readonly<Record<string, number>>;
}

export async function burst(request: BurstRequest): Promise<Burst> {
  const { out, steadySeconds, burstSeconds, rounds, options } = request;
  const phases = [steadySeconds, rounds, burstSeconds, rounds * BURST, steadySeconds, rounds];
  const { samples, info } = await recordLoad({ phases, out, options });
  // The program's own start takes a while.
  const begin = samples.find(({ events }) => events > 0)?.seconds ?? 0;
  const steady = between(samples, begin + 1, begin + steadySeconds);
  const [from, to] = [begin + steadySeconds, begin + steadySeconds + burstSeconds];
  const after = samples.filter(({ seconds }) => seconds >= to);
  const back = after.find(
    ({ seconds }) => !between(after, seconds, seconds + 1).some(({ lagSeconds }) => lagSeconds > BACK_SECONDS),
  );
  return {
    steadyEventsPerSecond: rate(steady),
    burstEventsPerSecond: rate(between(samples, from, to)),
    lagSeconds: Math.max(...between(samples, from, to + 5).map(({ lagSeconds }) => lagSeconds)),
    recoverySeconds: back && back.seconds - to,
    lost: { ...info.eventsLost, ...info.eventsLeftOut },
  };
}

const between = (samples: readonly Sample[], from: number, to: number): readonly Sample[] =>
  samples.filter(({ seconds }) => seconds >= from && seconds < to);

function rate(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.seconds === first.seconds) return 0;
  return Math.round((last.events - first.events) / (last.seconds - first.seconds));
}
