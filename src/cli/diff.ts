import { basename } from 'node:path';
import { Command } from 'commander';
import { runDiffText } from '../adapter/runDiffText.js';
import type { RunDiff } from '../analysis/runDiff.js';
import type { Recording } from '../query/api.js';
import { withRecording } from './opening.js';
import { jsonOption } from './options.js';
import { print, printJson } from './print.js';

export function diffCommand(): Command {
  return new Command('diff')
    .description('where two runs of a program part')
    .argument('<first>', 'recording file (*.escope)')
    .argument('<second>', 'another recording of the same program')
    .addOption(jsonOption())
    .addHelpText('after', '\nThe exit code is 1 if the runs differ.')
    .action((first: string, second: string, { json }: { json?: boolean }) =>
      withRecording(first, (a) =>
        withRecording(second, async (b) => {
          const { runDiff } = await import('../analysis/runDiff.js');
          const found = await runDiff(a, b);
          if (json) await printJson(await diffJson(found, [a, b]));
          else await print(diffText(found, [a, b], [basename(first), basename(second)]));
          if (found.divergence !== undefined) process.exitCode = 1;
        }),
      ),
    );
}

type Pair<T> = readonly [T, T];

function diffText(found: RunDiff, recordings: Pair<Recording>, names: Pair<string>): string {
  const lines = [runDiffText(found, recordings, names)];
  for (const [i, { at }] of (found.divergence?.sides ?? []).entries()) {
    const [frame] = recordings[i]!.stack(at, { start: 0, count: 1 }).frames;
    const where = frame === undefined ? '' : `  ${frame.functionName} ${frame.place.file}:${frame.place.line}`;
    lines.push(`${names[i]}  ${at.thread}:${at.seq}${where}`);
  }
  return `${lines.join('\n')}\n`;
}

async function diffJson({ same, divergence }: RunDiff, recordings: Pair<Recording>): Promise<object> {
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
  return { same, kind: divergence?.kind ?? null, sides: sides ?? null };
}
