import { Command, Option } from 'commander';
import { preview } from '../adapter/preview.js';
import type { HistoryEntry, Recording } from '../query/api.js';
import { withRecording } from './opening.js';
import { jsonOption, POSITION_HELP, wholeNumber } from './options.js';
import { printStream } from './print.js';

interface HistoryOptions {
  readonly at: string;
  readonly expr: string;
  readonly limit?: number;
  readonly depth: number;
  readonly json?: boolean;
}

export function historyCommand(): Command {
  return new Command('history')
    .description('every value that a variable or property had, and where it was written')
    .argument('<recording>', 'recording file (*.escope)')
    .requiredOption('--at <position>', 'where the name is looked up')
    .requiredOption('--expr <expression>', 'a variable (x) or a property (cart.total)')
    .addOption(new Option('--limit <n>', 'no more than this many').argParser(wholeNumber))
    .addOption(
      new Option('--depth <levels>', 'with --json: levels of objects inside objects').argParser(wholeNumber).default(2),
    )
    .addOption(jsonOption())
    .addHelpText('after', POSITION_HELP)
    .action((path: string, options: HistoryOptions) =>
      withRecording(path, (recording) => printHistory(recording, options)),
    );
}

async function printHistory(recording: Recording, options: HistoryOptions): Promise<void> {
  const { positionJson, valueJson } = await import('../query/api.js');
  const limits = { depth: options.depth, maxItems: 100 };
  await printStream(recording.history(recording.resolve(options.at), options.expr), {
    json: options.json === true,
    limit: options.limit ?? Number.POSITIVE_INFINITY,
    line: (entry) => historyLine(recording, entry),
    value: ({ position, value, place }) => ({
      position: positionJson(recording, position),
      value: valueJson(recording, position, { value, limits }),
      file: place?.file ?? null,
      line: place?.line ?? null,
      column: place?.column ?? null,
    }),
  });
}

function historyLine(recording: Recording, { position, value, place }: HistoryEntry): string {
  const time = `${(recording.timeAt(position) / 1000).toFixed(3)} ms`;
  const where = place === undefined ? '' : `  ${place.file}:${place.line}:${place.column}`;
  return `${position.thread}:${position.seq}  ${time}${where}  ${preview(value, { recording, at: position })}`;
}
