/** The session's way to the client: events of the protocol, and requests that the client answers. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { SourcePlace } from '../query/api.js';

export interface Client {
  readonly event: (event: string, body?: object) => void;
  readonly runInTerminal: (args: DebugProtocol.RunInTerminalRequestArguments) => Promise<void>;
}

/** Output of the program, with the statement that wrote it where that is known. */
export function programOutput(
  stream: 'stdout' | 'stderr',
  text: string,
  source: { readonly place: SourcePlace; readonly source: DebugProtocol.Source } | undefined,
): object {
  if (source === undefined) return { category: stream, output: text };
  return {
    category: stream,
    output: text,
    source: source.source,
    line: source.place.line,
    column: source.place.column,
  };
}

/** A message of the debugger itself. */
export const consoleMessage = (text: string): object => ({
  category: 'console',
  output: text.endsWith('\n') ? text : `${text}\n`,
});
