import { Command, Option } from 'commander';
import type { CallView, Recording } from '../query/api.js';
import { withRecording } from './opening.js';
import { jsonOption, wholeNumber } from './options.js';
import { printStream } from './print.js';

interface CallsOptions {
  readonly function?: string;
  readonly limit?: number;
  readonly depth: number;
  readonly json?: boolean;
}

export function callsCommand(): Command {
  return new Command('calls')
    .description('calls in the order in which they began: arguments, result or error, duration')
    .argument('<recording>', 'recording file (*.escope)')
    .option('--function <name>', 'of this function')
    .addOption(new Option('--limit <n>', 'no more than this many').argParser(wholeNumber))
    .addOption(
      new Option('--depth <levels>', 'with --json: levels of objects inside objects').argParser(wholeNumber).default(1),
    )
    .addOption(jsonOption())
    .action((path: string, options: CallsOptions) =>
      withRecording(path, (recording) => printCalls(recording, options)),
    );
}

async function printCalls(recording: Recording, options: CallsOptions): Promise<void> {
  const { callJson, callLine } = await import('../adapter/callRows.js');
  const limits = { depth: options.depth, maxItems: 100 };
  await printStream(calls(recording, options.function), {
    json: options.json === true,
    limit: options.limit ?? Number.POSITIVE_INFINITY,
    line: (call) => callLine(recording, call),
    value: (call) => callJson(recording, call, limits),
  });
}

/** Not the modules' own code, which nobody calls. */
function* calls(recording: Recording, functionName: string | undefined): Generator<CallView> {
  const entered = recording.events({ kinds: ['enter'], ...(functionName !== undefined && { functionName }) });
  for (const event of entered) {
    const call = recording.callOutcome(event);
    if (call !== undefined && !call.isModule) yield call;
  }
}
