/** Start-up data of the debuggee, and hiding it: the program must find its process as it would be without us. */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { type DebuggeeOptions, OPTIONS_VARIABLE } from '../wire/control.js';
import { createThreadIds } from './threadIds.js';

/** Worker threads inherit `--require` and get the options by this name. */
const THREAD_DATA = 'elixirscope.options';

/** What the threads of a process share. */
interface ThreadData {
  readonly options: DebuggeeOptions;
  readonly threadIds: SharedArrayBuffer;
}

/** Undefined: this process is not to be recorded. */
export function takeOptions(isMainThread: boolean): ThreadData | undefined {
  if (!isMainThread) return getEnvironmentData(THREAD_DATA) as unknown as ThreadData | undefined;
  const text = process.env[OPTIONS_VARIABLE];
  if (text === undefined) return undefined;
  delete process.env[OPTIONS_VARIABLE];
  const data: ThreadData = { options: JSON.parse(text) as DebuggeeOptions, threadIds: createThreadIds() };
  setEnvironmentData(THREAD_DATA, data as unknown as string);
  return data;
}

const valueFlags = new Set(['--require', '-r']);

/** Takes `--require <our main.cjs>` out of process.execArgv and NODE_OPTIONS. */
export function hideFlags(main: string): void {
  const { execArgv } = process;
  for (let i = execArgv.length - 1; i >= 0; i--) {
    const flag = execArgv[i] ?? '';
    if (valueFlags.has(flag) && execArgv[i + 1] === main) execArgv.splice(i, 2);
    else if (flag === `--require=${main}`) execArgv.splice(i, 1);
  }
  const text = process.env.NODE_OPTIONS;
  if (text === undefined || !text.includes(main)) return;
  const quoted = JSON.stringify(main);
  let rest = text;
  for (const flag of ['--require', '-r']) {
    for (const path of [quoted, main]) {
      rest = rest.replaceAll(`${flag}=${path}`, '').replaceAll(`${flag} ${path}`, '');
    }
  }
  if (rest.trim() === '') delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = rest.trim();
}
