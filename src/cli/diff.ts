import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { UserError } from '../base/result.js';
import type { RunDiff } from '../analysis/runDiff.js';
import type { Recording } from '../query/api.js';
import { withRecording } from './opening.js';
import { jsonOption, POSITION_HELP, wholeNumber } from './options.js';
import { print, printJson } from './print.js';

interface DiffOptions {
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

export function diffCommand(): Command {
  return new Command('diff')
    .description('where two runs of a program part, or what changed between two moments of one')
    .argument('<recording>', 'recording file (*.escope)')
    .argument('[second]', 'another recording of the same program')
    .option('--from <position>', 'a moment of the recording')
    .option('--to <position>', 'another moment of it')
    .addOption(
      new Option('--limit <n>', 'of two runs, so many differences, one after the other (default: the first)').argParser(
        wholeNumber,
      ),
    )
    .addOption(jsonOption())
    .addHelpText('after', `\nThe exit code is 1 if two runs differ.\n${POSITION_HELP}`)
    .action((path: string, second: string | undefined, options: DiffOptions) =>
      withRecording(path, (recording) => {
        const { from, to } = options;
        if (second !== undefined && from === undefined && to === undefined)
          return withRecording(second, (other) => printRuns([recording, other], [path, second], options));
        if (second === undefined && from !== undefined && to !== undefined)
          return printMoments(recording, [from, to], options);
        throw new UserError('nothing-to-compare', 'Name a second recording, or two moments by --from and --to.');
      }),
    );
}

async function printMoments(recording: Recording, [from, to]: Pair<string>, { json }: DiffOptions): Promise<void> {
  const { inOrder, stateDiffBody, stateDiffText } = await import('../adapter/stateDiff.js');
  const pair = inOrder(recording.resolve(from), recording.resolve(to));
  if (json) await printJson(stateDiffBody(recording, pair));
  else await print(`${stateDiffText(recording, pair)}\n`);
}

async function printRuns(both: Pair<Recording>, paths: Pair<string>, { json, limit }: DiffOptions): Promise<void> {
  const found: RunDiff[] = [];
  for await (const difference of differences(both)) {
    found.push(difference);
    if (found.length >= (limit ?? 1)) break;
  }
  if (found[0]?.divergence !== undefined) process.exitCode = 1;
  if (json) {
    const values = await Promise.all(found.map((one) => diffJson(one, both)));
    await printJson(limit === undefined ? values[0] : values);
  } else {
    const names = [basename(paths[0]), basename(paths[1])] as const;
    const { runDiffText } = await import('../adapter/runDiffText.js');
    const text = (one: RunDiff): string => `${runDiffText(one, both, names)}\n${sidesText(one, both, names)}`;
    await print(found.map(text).join('\n'));
  }
}

/** One after the other; the last says that there are no more. */
async function* differences(both: Pair<Recording>): AsyncGenerator<RunDiff> {
  const { runDiff } = await import('../analysis/runDiff.js');
  let found = await runDiff(...both);
  for (;;) {
    yield found;
    const [first, second] = found.divergence?.sides.map(({ event }) => event?.seq) ?? [];
    if (first === undefined || second === undefined) return;
    found = await runDiff(...both, { after: [first, second] });
  }
}

type Pair<T> = readonly [T, T];

/** Where the two runs stand then, a line each. */
function sidesText({ divergence }: RunDiff, recordings: Pair<Recording>, names: Pair<string>): string {
  const lines = (divergence?.sides ?? []).map(({ at }, i) => {
    const [frame] = recordings[i]!.stack(at, { start: 0, count: 1 }).frames;
    const where = frame === undefined ? '' : `  ${frame.functionName} ${frame.place.file}:${frame.place.line}`;
    return `${names[i]}  ${at.thread}:${at.seq}${where}\n`;
  });
  return lines.join('');
}

async function diffJson({ apart, same, divergence }: RunDiff, recordings: Pair<Recording>): Promise<object> {
  const { positionJson, valueJson } = await import('../query/api.js');
  const sides = divergence?.sides.map(({ at, event }, i) => ({
    position: positionJson(recordings[i]!, at),
    event: event === undefined ? null : event.kind,
    file: event?.place?.file ?? null,
    line: event?.place?.line ?? null,
    name: event?.name ?? null,
    value:
      event?.value === undefined
        ? null
        : valueJson(recordings[i]!, event, { value: event.value, limits: { depth: 2, maxItems: 100 } }),
    text: event?.text ?? null,
  }));
  return { apart: apart ?? null, same, kind: divergence?.kind ?? null, sides: sides ?? null };
}
