/** Child processes of the tests: run to the end, everything they said as bytes, nothing shared between runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Top of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The command line under test: the built one, unless ELIXIRSCOPE_CLI names another (an installed package, say). */
export const CLI = process.env.ELIXIRSCOPE_CLI ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const BIN = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly timeoutMillis?: number;
  /** more of Node's options, for all Node processes of the run */
  readonly nodeOptions?: readonly string[];
  /** called with the child as soon as it runs */
  readonly started?: (child: ChildProcess) => void;
}

/**
 * Environment of every run: `node` is the one of devDependencies, whatever Node runs the tests; no colours, no warnings
 * about experimental features, nothing of the test runner's.
 */
export function cleanEnvironment(nodeOptions: readonly string[] = []): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|FORCE_COLOR|NODE_|npm_|ELIXIRSCOPE_)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
    NO_COLOR: '1',
    NODE_OPTIONS: ['--disable-warning=ExperimentalWarning', ...nodeOptions].join(' '),
  };
}

/** Runs a command to its end. A run longer than `timeoutMillis` (60 s) is killed and fails the test. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd = ROOT, input = '', timeoutMillis = 60_000, nodeOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: cleanEnvironment(nodeOptions) });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => undefined); // the program may end without reading
    child.stdin.end(input);
    const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString('utf8');
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(
        new Error(
          `still running after ${timeoutMillis} ms: ${command} ${args.join(' ')}\n${text(stdout)}\n${text(stderr)}`,
        ),
      );
    }, timeoutMillis);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ stdout: text(stdout), stderr: text(stderr), code, signal });
    });
    options.started?.(child);
  });
}
