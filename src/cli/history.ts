import { Command, Option } from 'commander';
import type { Sample } from '../adapter/samples.js';
import { UserError } from '../base/result.js';
import type { HistoryEntry, Position, Recording, SourcePlace } from '../query/api.js';
import { withRecording } from './opening.js';
import { jsonOption, POSITION_HELP, wholeNumber } from './options.js';
import { printStream } from './print.js';

interface HistoryOptions {
  readonly at?: string;
  readonly each?: string;
  readonly expr: string;
  readonly limit?: number;
  readonly depth: number;
  readonly json?: boolean;
}

export function historyCommand(): Command {
  return new Command('history')
    .description(
      'every value that a variable or property had, and where it was written; or an expression, each time that a line ran',
    )
    .argument('<recording>', 'recording file (*.escope)')
    .addOption(new Option('--at <position>', 'where the name is looked up').conflicts('each'))
    .option('--each <file:line>', 'instead of writes: the value before each execution of a line')
    .requiredOption('--expr <expression>', 'a variable (x) or a property (cart.total); with --each any expression')
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
  const { operandJson, positionJson, valueJson } = await import('../query/api.js');
  const { sampleText, samples } = await import('../adapter/samples.js');
  const { preview } = await import('../adapter/preview.js');
  const limits = { depth: options.depth, maxItems: 100 };
  const how = { json: options.json === true, limit: options.limit ?? Number.POSITIVE_INFINITY };
  const whereJson = ({ position, place }: Where): object => ({
    position: positionJson(recording, position),
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
  });
  if (options.each !== undefined)
    return printStream(samples(recording, { ...lineOf(options.each), expression: options.expr }), {
      ...how,
      line: (sample) => `${whereText(recording, sample)}  ${sampleText(recording, sample)}`,
      value: (sample: Sample) => {
        const { position, result } = sample;
        const told = result.ok
          ? { value: operandJson(recording, position, { value: result.value, limits }) }
          : { value: null, error: result.error.message };
        return { ...told, ...whereJson(sample) };
      },
    });
  if (options.at === undefined)
    throw new UserError(
      'no-place',
      'Say where: --at <position> for all values that a variable or property is given, --each <file:line> for an expression each time that a line runs.',
    );
  return printStream(recording.history(recording.resolve(options.at), options.expr), {
    ...how,
    line: (entry) => `${whereText(recording, entry)}  ${preview(entry.value, { recording, at: entry.position })}`,
    value: (entry: HistoryEntry) => ({
      value: valueJson(recording, entry.position, { value: entry.value, limits }),
      ...whereJson(entry),
    }),
  });
}

interface Where {
  readonly position: Position;
  readonly place?: SourcePlace | undefined;
}

function whereText(recording: Recording, { position, place }: Where): string {
  const time = `${(recording.timeAt(position) / 1000).toFixed(3)} ms`;
  const where = place === undefined ? '' : `  ${place.file}:${place.line}:${place.column}`;
  return `${position.thread}:${position.seq}  ${time}${where}`;
}

function lineOf(text: string): { readonly path: string; readonly line: number } {
  const found = /^(.+):([1-9]\d*)$/.exec(text);
  if (found === null)
    throw new UserError('place-syntax', `"${text}" is no line of a file; write for example cart.ts:12.`);
  return { path: found[1]!, line: Number(found[2]) };
}
