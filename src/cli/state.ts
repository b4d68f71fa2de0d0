import { Command, Option } from 'commander';
import { playheadPosition, whenText } from '../adapter/when.js';
import { UserError } from '../base/result.js';
import type { Position, Recording } from '../query/api.js';
import { withRecording } from './opening.js';
import { depthOption, jsonOption, maxItemsOption, POSITION_HELP, wholeNumber } from './options.js';
import { print, printJson } from './print.js';

interface StateOptions {
  readonly at: string;
  readonly frame?: number;
  readonly depth: number;
  readonly maxItems: number;
  readonly json?: boolean;
}

export function stateCommand(): Command {
  return new Command('state')
    .description('call stack and variables at a position')
    .argument('<recording>', 'recording file (*.escope)')
    .requiredOption('--at <position>', 'where to look')
    .addOption(new Option('--frame <n>', 'only this frame; 0 is the innermost').argParser(wholeNumber))
    .addOption(depthOption())
    .addOption(maxItemsOption())
    .addOption(jsonOption())
    .addHelpText('after', POSITION_HELP)
    .action((path: string, options: StateOptions) =>
      withRecording(path, (recording) => printState(recording, options)),
    );
}

async function printState(recording: Recording, options: StateOptions): Promise<void> {
  const at = recording.resolve(options.at);
  const { total } = recording.stack(at, { start: 0, count: 1 });
  if (options.frame !== undefined && options.frame >= total) {
    throw new UserError(
      'no-frame',
      `There is no frame ${options.frame} at ${options.at}: the stack has ${total} frame${total === 1 ? '' : 's'}.`,
    );
  }
  if (!options.json) {
    await print(await stateText(recording, at, options));
    return;
  }
  const { stateJson } = await import('../query/api.js');
  const { depth, maxItems, frame } = options;
  await printJson(stateJson(recording, at, { depth, maxItems, ...(frame !== undefined && { frame }) }));
}

const DETAIL_NOTES = { all: '', arguments: '  (arguments and results only)', calls: '  (calls only)' } as const;

async function stateText(recording: Recording, at: Position, { frame: only, maxItems }: StateOptions): Promise<string> {
  const { preview } = await import('../adapter/preview.js');
  const page = only === undefined ? undefined : { start: only, count: 1 };
  const viewer = { recording, at };
  const lines = [`thread ${at.thread}, ${whenText(playheadPosition(recording, at, false))}`];
  for (const { index, functionName, place, async, detail } of recording.stack(at, page).frames) {
    lines.push(
      '',
      `#${index} ${async ? 'async ' : ''}${functionName}  ${place.file}:${place.line}:${place.column}${DETAIL_NOTES[detail ?? 'all']}`,
    );
    for (const { kind, name, variables } of recording.scopes(at, index)) {
      lines.push(`   ${kind}${name === '' ? '' : ` ${name}`}`);
      for (const variable of variables.slice(0, maxItems))
        lines.push(`     ${variable.name} = ${preview(variable.value, viewer)}`);
      if (variables.length > maxItems) lines.push(`     … ${variables.length - maxItems} more`);
    }
  }
  return `${lines.join('\n')}\n`;
}
