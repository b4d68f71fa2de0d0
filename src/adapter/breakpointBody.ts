import type { DebugProtocol } from '@vscode/debugprotocol';
import type { UserBreakpoint, Wanted } from './breakpoints.js';

/** A breakpoint as the protocol shows it. `isEnded`: no more files will be loaded. */
export function breakpointBody(
  { id, bound: [first], error, wanted }: UserBreakpoint,
  isEnded: boolean,
): DebugProtocol.Breakpoint {
  if (wanted.kind === 'data')
    return { id, verified: error === undefined, ...(error !== undefined && { message: error }) };
  const place = first ?? (wanted.kind === 'line' ? wanted : undefined);
  return {
    id,
    verified: error === undefined && first !== undefined,
    ...(error !== undefined ? { message: error } : first === undefined && { message: waitText(wanted, isEnded) }),
    ...(place !== undefined && {
      source: { path: wanted.kind === 'line' ? wanted.path : place.path },
      line: place.line,
    }),
    ...(place?.column !== undefined && { column: place.column }),
  };
}

function waitText({ kind }: Wanted, isEnded: boolean): string {
  if (kind === 'function')
    return isEnded ? 'No recorded function has this name.' : 'Waits for a function of this name to be loaded.';
  return isEnded ? 'No recorded statement is at or after this line.' : 'Waits for its file to be loaded.';
}
