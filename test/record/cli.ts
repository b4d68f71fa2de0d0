/** ElixirScope's command line as a test's user calls it (the built one, in dist/). */
import { CLI, type Ended, type RunOptions, run } from './process.js';

export interface RecordRequest extends RunOptions {
  readonly program: string;
  readonly args?: readonly string[];
  /** recording file to write */
  readonly out: string;
  /** more options of `record` */
  readonly options?: readonly string[];
  /** another command line than the built one */
  readonly cli?: string;
}

export const elixirscope = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  run('node', [CLI, ...args], options);

export function record(request: RecordRequest): Promise<Ended> {
  const { program, args = [], out, options = [], cli = CLI } = request;
  return run('node', [cli, 'record', '--quiet', '--out', out, ...options, '--', program, ...args], request);
}

/** Runs a command that prints JSON and must succeed. */
export async function elixirscopeJson<T>(args: readonly string[], options: RunOptions = {}): Promise<T> {
  const ended = await elixirscope([...args, '--json'], options);
  if (ended.code !== 0) throw new Error(`elixirscope ${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
  return JSON.parse(ended.stdout) as T;
}
