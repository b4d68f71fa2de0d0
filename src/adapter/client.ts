/** The session's way to the client: events of the protocol, and requests that the client answers. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { SourcePlace } from '../query/api.js';

export interface Client {
  readonly event: (event: string, body?: object) => void;
  readonly runInTerminal: (args: DebugProtocol.RunInTerminalRequestArguments) => Promise<void>;
  readonly startDebugging: (args: DebugProtocol.StartDebuggingRequestArguments) => Promise<void>;
}

/** A place in a file as the client knows it. */
export interface PlacedSource {
  readonly place: SourcePlace;
  readonly source: DebugProtocol.Source;
}

/** Output of the program, with the statement that wrote it where that is known. */
export const programOutput = (
  stream: 'stdout' | 'stderr',
  text: string,
  placed: PlacedSource | undefined,
): DebugProtocol.OutputEvent['body'] => ({ category: stream, output: text, ...placeFields(placed) });

/** A line about a statement. */
export const placedMessage = (text: string, placed: PlacedSource | undefined): DebugProtocol.OutputEvent['body'] => ({
  category: 'console',
  output: `${text}\n`,
  ...placeFields(placed),
});

const placeFields = (placed: PlacedSource | undefined): Partial<DebugProtocol.OutputEvent['body']> =>
  placed === undefined ? {} : { source: placed.source, line: placed.place.line, column: placed.place.column };

/** A message of the debugger itself. */
export const consoleMessage = (text: string): object => ({
  category: 'console',
  output: text.endsWith('\n') ? text : `${text}\n`,
});
