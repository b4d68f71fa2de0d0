import { Command, InvalidArgumentError, Option } from 'commander';
import { EVENT_KINDS } from '../adapter/eventKinds.js';
import { UserError } from '../base/result.js';
import { seq, type ThreadId, threadId } from '../base/units.js';
import type { EventFilter, EventKind, Position, Recording } from '../query/api.js';
import { withRecording } from './opening.js';
import { collected, jsonOption, POSITION_HELP, wholeNumber } from './options.js';
import { printStream } from './print.js';

interface EventsOptions {
  readonly file?: string;
  readonly line?: number;
  readonly function?: string;
  readonly kind?: readonly string[];
  readonly thread?: number;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly depth: number;
  readonly json?: boolean;
}

export function eventsCommand(): Command {
  return new Command('events')
    .description('events of a recording, oldest first')
    .argument('<recording>', 'recording file (*.escope)')
    .option('--file <path>', 'of this file')
    .addOption(new Option('--line <n>', 'at this line').argParser(wholeNumber))
    .option('--function <name>', 'in this function')
    .addOption(
      new Option('--kind <kind>', `of this kind (may be repeated): ${EVENT_KINDS.join(', ')}`).argParser(kinds),
    )
    .addOption(new Option('--thread <n>', 'of this thread').argParser(wholeNumber))
    .option('--since <position>', 'at or after this position')
    .option('--until <position>', 'at or before this position')
    .addOption(new Option('--limit <n>', 'no more than this many').argParser(wholeNumber))
    .addOption(
      new Option('--depth <levels>', 'with --json: levels of objects inside objects').argParser(wholeNumber).default(1),
    )
    .addOption(jsonOption())
    .addHelpText('after', POSITION_HELP)
    .action((path: string, options: EventsOptions) =>
      withRecording(path, (recording) => printEvents(recording, options)),
    );
}

function kinds(text: string, before: readonly string[] | undefined): readonly string[] {
  if (!EVENT_KINDS.includes(text as EventKind))
    throw new InvalidArgumentError(`It must be one of ${EVENT_KINDS.join(', ')}.`);
  return collected(text, before);
}

async function printEvents(recording: Recording, options: EventsOptions): Promise<void> {
  const { eventJson, eventLine } = await import('../adapter/eventRows.js');
  const limits = { depth: options.depth, maxItems: 100 };
  await printStream(recording.events(filterOf(recording, options)), {
    json: options.json === true,
    limit: options.limit ?? Number.POSITIVE_INFINITY,
    line: (event) => eventLine(recording, event),
    value: (event) => eventJson(recording, event, limits),
  });
}

function filterOf(recording: Recording, options: EventsOptions): EventFilter {
  const since = options.since === undefined ? undefined : recording.resolve(options.since);
  const until = options.until === undefined ? undefined : recording.resolve(options.until);
  const thread = threadOf(options, [since, until]);
  return {
    ...(options.file !== undefined && { file: options.file }),
    ...(options.line !== undefined && { line: options.line }),
    ...(options.function !== undefined && { functionName: options.function }),
    ...(options.kind !== undefined && { kinds: options.kind as readonly EventKind[] }),
    ...(thread !== undefined && { thread }),
    ...(since !== undefined && { since: seq(since.seq) }),
    ...(until !== undefined && { until: seq(until.seq) }),
  };
}

/** Positions belong to a thread: all that are given must be of the same one. */
function threadOf({ thread }: EventsOptions, positions: readonly (Position | undefined)[]): ThreadId | undefined {
  const named = new Set([
    ...(thread === undefined ? [] : [threadId(thread)]),
    ...positions.flatMap((at) => at?.thread ?? []),
  ]);
  if (named.size > 1) throw new UserError('mixed-threads', '--thread, --since and --until name different threads.');
  return [...named][0];
}
