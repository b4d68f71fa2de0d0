import { Command } from 'commander';
import type { OriginLink } from '../analysis/origins.js';
import type { Recording } from '../query/api.js';
import { withRecording } from './opening.js';
import { jsonOption, POSITION_HELP } from './options.js';
import { printStream } from './print.js';

interface OriginsOptions {
  readonly at: string;
  readonly expr: string;
  readonly json?: boolean;
}

export function originsCommand(): Command {
  return new Command('origins')
    .description('where a value came from: assignments, arguments, returns and literals, the latest first')
    .argument('<recording>', 'recording file (*.escope)')
    .requiredOption('--at <position>', 'where the name is looked up')
    .requiredOption('--expr <expression>', 'a variable (x) or a property (cart.total)')
    .addOption(jsonOption())
    .addHelpText('after', POSITION_HELP)
    .action((path: string, options: OriginsOptions) =>
      withRecording(path, (recording) => printOrigins(recording, options)),
    );
}

async function printOrigins(recording: Recording, { at: spec, expr, json }: OriginsOptions): Promise<void> {
  const [{ positionJson, valueJson }, { origins }, { preview }] = await Promise.all([
    import('../query/api.js'),
    import('../analysis/origins.js'),
    import('../adapter/preview.js'),
  ]);
  const at = recording.resolve(spec);
  await printStream(origins(recording, at, recording.dataRef(at, 0, expr)), {
    json: json === true,
    limit: Number.POSITIVE_INFINITY,
    line: ({ kind, position, place, value, text }) =>
      `${position.thread}:${position.seq}${whereText(place)}  ${kind} ${preview(value, { recording, at: position })}  ${text}`,
    value: ({ kind, position, place, value, text }) => ({
      kind,
      position: positionJson(recording, position),
      value: valueJson(recording, position, { value, limits: { depth: 2, maxItems: 100 } }),
      text,
      file: place?.file ?? null,
      line: place?.line ?? null,
      column: place?.column ?? null,
    }),
  });
}

const whereText = (place: OriginLink['place']): string =>
  place === undefined ? '' : `  ${place.file}:${place.line}:${place.column}`;
