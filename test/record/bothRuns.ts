/** A program run twice, plain and recorded: what each printed, how it ended, and what its recording lacks. */
import { relative } from 'node:path';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscopeJson, record } from './cli.js';
import { type Ended, ROOT } from './process.js';
import { runPlain, type Sample, withoutPid } from './programs.js';

export interface BothRuns {
  readonly plain: Ended;
  readonly recorded: Ended;
}

/** Runs the program both ways; the recording is written to `out`. `options`: of `record`. */
export async function runBoth(program: Sample, out: string, options: readonly string[] = []): Promise<BothRuns> {
  const { path, args, input } = program;
  const plain = await runPlain(program);
  const recorded = await record({ program: relative(ROOT, path), args, input, out, options });
  return { plain: withoutPid(plain), recorded: withoutPid(recorded) };
}

/**
 * Their stack ends. Where it ends inside of a capture, that value is unknown and a gap says so (once in some hundred runs: how much of the stack
 * a call takes depends on what V8 has compiled by then).
 */
const OVERFLOWS = new Set(['features/exceptions.ts']);

/** What the recording of a run lacks, in words: nothing if it holds the whole run of the program and has lost no event. */
export async function lacking({ name }: Sample, out: string): Promise<string[]> {
  const { complete, events, eventsLost, eventsLeftOut, files } = await elixirscopeJson<RecordingInfo>(['info', out]);
  const mayLack = OVERFLOWS.has(name) ? ['captureFailed'] : [];
  const lost = Object.entries({ ...eventsLost, ...eventsLeftOut }).filter(
    ([kind, count]) => count > 0 && !mayLack.includes(kind),
  );
  const own = files.find(({ file }) => file.endsWith(name));
  return [
    ...(complete ? [] : ['the end']),
    ...(events > 20 ? [] : [`events: ${events} are too few`]),
    ...lost.map(([kind, count]) => `${count} events: ${kind}`),
    ...(own?.instrumented ? [] : [`the program itself: ${own?.reason ?? 'never loaded'}`]),
  ];
}
