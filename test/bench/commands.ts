/** Real command lines: the parser, the renderer and the formatter work on their own packages' files, with their own code recorded. */
import type { RECORDED_PACKAGES } from './arena.js';
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

export interface Command {
  readonly name: (typeof RECORDED_PACKAGES)[number];
  readonly program: string;
  readonly args: readonly string[];
  readonly isOfModules: boolean;
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'acorn',
    program: 'node_modules/acorn/bin/acorn',
    args: ['--compact', '--ecma2024', 'node_modules/acorn/dist/acorn.js'],
    isOfModules: false,
  },
  {
    name: 'marked',
    program: 'node_modules/marked/bin/marked.js',
    args: ['-i', 'node_modules/marked/README.md'],
    isOfModules: true,
  },
  {
    name: 'prettier',
    program: 'node_modules/prettier/bin/prettier.cjs',
    args: [
      '--no-config',
      '--no-editorconfig',
      '--ignore-path=',
      '--with-node-modules',
      'node_modules/prettier/doc.mjs',
    ],
    isOfModules: true,
  },
];

export interface CommandResult {
  readonly workload: string;
  /** of the whole process */
  readonly plainMillis: number;
  readonly failures: readonly Failure[];
  /** who can watch it */
  readonly watched: Readonly<Partial<Record<Contender['name'], WatchedCommand>>>;
}

export interface WatchedCommand {
  readonly processRatio: number;
  readonly recording: RecordingFigures | undefined;
}

export interface CommandOptions {
  readonly arena: string;
  readonly contenders: readonly Contender[];
  readonly runs: number;
}

export async function measureCommand(command: Command, options: CommandOptions): Promise<CommandResult> {
  const { arena, contenders, runs } = options;
  const job: Job = { ...command, cwd: arena, recordedPackage: command.name };
  const watch = { essence: ({ ended }: Run) => ended.stdout, failures: [] as Failure[] };
  const played = new Map<string, Pair[]>();
  // The first runs instrument everything, and are not counted.
  for (const contender of contenders.filter(({ cost }) => cost !== 'extreme'))
    await contender.run(job).catch(() => undefined);
  const plain: Run[] = [];
  for (let round = 0; round < runs; round++) {
    plain.push(await plainRun(job));
    for (const contender of contenders.filter((one) => isIn(one, round))) {
      const pair = await playPair(contender, job, watch);
      if (pair !== undefined) played.set(contender.name, [...(played.get(contender.name) ?? []), pair]);
    }
  }
  const watched = [...played].map(([name, pairs]) => [
    name,
    { processRatio: processRatio(pairs), recording: recordingFigures(pairs) },
  ]);
  const plainMillis = median(plain.map(({ millis }) => millis));
  return { workload: command.name, plainMillis, failures: watch.failures, watched: Object.fromEntries(watched) };
}
