import { Command, Option } from 'commander';
import type { EventView, Position, Recording } from '../query/api.js';
import { CSV_HEADER, QUERY_FIELDS } from '../wire/query.js';
import { withRecording } from './opening.js';
import { jsonOption, wholeNumber } from './options.js';
import { print, printStream } from './print.js';

interface QueryOptions {
  readonly limit?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
}

const FIELDS_HELP = Object.entries(QUERY_FIELDS)
  .map(([name, text]) => `  ${name.padEnd(7)} ${text}`)
  .join('\n');

const HELP = `
A query is an expression of JavaScript over the fields of an event:
${FIELDS_HELP}

  kind === "write" && name === "total" && value > 1000
  kind === "return" && fn === "Cart.add" && value.items.length > 3
  ["throw", "failure"].includes(kind) && time < 250
  kind === "output" && /error/i.test(text)

A condition on what an event does not have (the value of a step) does not hold, and neither does its opposite. Nothing of the program runs.`;

export function queryCommand(): Command {
  return new Command('query')
    .description('events that an expression holds for, oldest first')
    .argument('<recording>', 'recording file (*.escope)')
    .argument('<query>', 'for example: kind === "write" && value > 1000')
    .addOption(new Option('--limit <n>', 'no more than this many').argParser(wholeNumber))
    .addOption(jsonOption())
    .addOption(new Option('--csv', 'print CSV, with a line of names first').conflicts('json'))
    .addHelpText('after', HELP)
    .action((path: string, text: string, options: QueryOptions) =>
      withRecording(path, (recording) => printEvents(recording, text, options)),
    );
}

async function printEvents(recording: Recording, text: string, { limit, json, csv }: QueryOptions): Promise<void> {
  const { eventCsv, eventJson, eventLine } = await import('../adapter/eventRows.js');
  const events = all(recording, text);
  // What is no query is said before anything is printed.
  const first = events.next();
  if (csv === true) await print(`${CSV_HEADER}\n`);
  await printStream(resumed(first, events), {
    json: json === true,
    limit: limit ?? Number.POSITIVE_INFINITY,
    line: (event) => (csv === true ? eventCsv : eventLine)(recording, event),
    value: (event) => eventJson(recording, event),
  });
}

const PAGE = 1000;

function* all(recording: Recording, text: string): Generator<EventView> {
  let from: Position | undefined;
  do {
    const page = recording.query(text, { from, part: undefined, patienceMillis: Number.POSITIVE_INFINITY }, PAGE);
    yield* page.events;
    from = page.next;
  } while (from !== undefined);
}

function* resumed<T>(first: IteratorResult<T>, rest: Generator<T>): Generator<T> {
  if (first.done !== true) yield first.value;
  yield* rest;
}
