/** Full speed for a long time under a retention limit: what the recording holds is whole, and memory stays where it is. */
import { unwrap } from '../../src/base/result.js';
import { BACKLOG } from '../../src/record/incoming.js';
import { openRecording, type Recording, stateJson } from '../../src/query/api.js';
import { type Load, recordLoad, type Sample } from './recording.js';

export interface SoakRequest {
  readonly seconds: number;
  readonly maxMegabytes: number;
  readonly out: string;
}

export interface Soak {
  readonly events: number;
  readonly eventsPerSecond: number;
  /** dropped by the limit */
  readonly dropped: number;
  /** in what is kept; with the reasons */
  readonly lost: Readonly<Record<string, number>>;
  readonly sound: boolean;
  /** the last statement of the recording has what the program said at its end */
  readonly reachesEnd: boolean;
  readonly fileMegabytes: number;
  /** means of the second and the last quarter of the time, once everything is warm */
  readonly program: Growth;
  readonly recorder: Growth;
}

export interface Growth {
  readonly early: number;
  readonly late: number;
}

/**
 * More than that is a leak. V8 takes its time until it has the heap that it wants, and how much waits in the recorder is up to who else uses the machine: 10 minutes on a busy
 * one were 264 MB in the second quarter and 306 in the last, on a quieter one 281 all the time.
 */
export const isFlat = ({ program, recorder }: Pick<Soak, 'program' | 'recorder'>): boolean =>
  program.late - program.early < 150 && recorder.late - recorder.early < 40 + (BACKLOG.recorded >> 20);

export async function soak({ seconds, maxMegabytes, out }: SoakRequest): Promise<Soak> {
  const load = await recordLoad({ phases: [seconds, 0], out, options: ['--max-size', `${maxMegabytes}MB`] });
  const recording = unwrap(openRecording(out));
  try {
    return resultOf(load, recording, seconds);
  } finally {
    recording.close();
  }
}

function resultOf({ samples, info, rounds }: Load, recording: Recording, seconds: number): Soak {
  const { retention = 0, ...lost } = { ...info.eventsLost, ...info.eventsLeftOut };
  const end = JSON.stringify(stateJson(recording, recording.resolve('end'), { depth: 1, maxItems: 20 }));
  const running = samples.filter(({ programMegabytes }) => programMegabytes > 0);
  return {
    events: info.events,
    eventsPerSecond: Math.round(info.events / seconds),
    dropped: retention,
    lost,
    sound: recording.verify().sound,
    reachesEnd: end.includes(`"rounds":${rounds},`),
    fileMegabytes: Math.max(...samples.map(({ fileMegabytes }) => fileMegabytes)),
    program: growth(running, ({ programMegabytes }) => programMegabytes),
    recorder: growth(running, ({ recorderMegabytes }) => recorderMegabytes),
  };
}

function growth(samples: readonly Sample[], of: (sample: Sample) => number): Growth {
  const quarter = Math.floor(samples.length / 4);
  const mean = (part: readonly Sample[]): number => part.reduce((sum, sample) => sum + of(sample), 0) / part.length;
  return { early: mean(samples.slice(quarter, 2 * quarter)), late: mean(samples.slice(3 * quarter)) };
}
