import type { DebugProtocol } from '@vscode/debugprotocol';
import type { UserBreakpoint, Wanted, WantedLine } from './breakpoints.js';
import type { ChangedLines } from './changedLines.js';

const CHANGED = 'This line has changed since it was recorded: set the breakpoint in the text as recorded.';

/** A breakpoint as the protocol shows it. `isEnded`: no more files will be loaded. `changed`: of a breakpoint in a file that is not what ran. */
export function breakpointBody(
  { id, bound: [first], error, wanted }: UserBreakpoint,
  isEnded: boolean,
  changed: ChangedLines | undefined,
): DebugProtocol.Breakpoint {
  if (wanted.kind === 'data')
    return { id, verified: error === undefined, ...(error !== undefined && { message: error }) };
  const line = first && (changed === undefined ? first.line : changed.toFile(first.line));
  const place = first !== undefined && line !== undefined ? { ...first, line } : lineWanted(wanted);
  const isUnknown = changed !== undefined && wanted.kind === 'line' && changed.toRecorded(wanted.line) === undefined;
  const waiting = isUnknown ? CHANGED : waitText(wanted, isEnded);
  return {
    id,
    verified: error === undefined && first !== undefined,
    ...(error !== undefined ? { message: error } : first === undefined && { message: waiting }),
    ...(place !== undefined && {
      source: { path: wanted.kind === 'line' ? wanted.path : place.path },
      line: place.line,
    }),
    ...(place?.column !== undefined && { column: place.column }),
  };
}

const lineWanted = (wanted: Wanted): WantedLine | undefined => (wanted.kind === 'line' ? wanted : undefined);

function waitText({ kind }: Wanted, isEnded: boolean): string {
  if (kind === 'function')
    return isEnded ? 'No recorded function has this name.' : 'Waits for a function of this name to be loaded.';
  return isEnded ? 'No recorded statement is at or after this line.' : 'Waits for its file to be loaded.';
}
