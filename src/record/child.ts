/** The process that a session starts: its environment, what it writes, how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../base/result.js';
import type { LaunchCommand } from './options.js';

export interface ExitStatus {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

/** How long after the end what is left in the pipes may take; a grandchild may hold them for ever. */
const PIPES_MILLIS = 1000;

export class Child {
  /** undefined while the process lives */
  status: ExitStatus | undefined;
  /** resolved when the process is gone, and what it wrote was told */
  readonly ended: Promise<ExitStatus>;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
    this.ended = new Promise((tell) => {
      process.once('exit', (code, signal) => {
        const status = { code: code ?? undefined, signal: signal ?? undefined };
        this.status = status;
        const timer = setTimeout(tell, PIPES_MILLIS, status);
        process.once('close', () => {
          clearTimeout(timer);
          tell(status);
        });
      });
    });
  }

  /** Throws a UserError if there is no such program. `piped`: what it writes is told, otherwise it has our own terminal. */
  static async start({ executable, args, cwd, env }: LaunchCommand, piped: boolean): Promise<Child> {
    const started = spawn(executable, [...args], {
      cwd,
      env: mergedEnvironment(env),
      // As a person would have typed it: the program can see it.
      ...(executable === process.execPath && { argv0: 'node' }),
      stdio: piped ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      windowsHide: true,
    });
    await new Promise<void>((done, failed) => {
      started.once('spawn', done);
      started.once('error', (error: NodeJS.ErrnoException) => failed(spawnError(executable, cwd, error)));
    });
    return new Child(started);
  }

  /** What it has written until now, and will write. Called once. */
  hear(wrote: (stream: 'stdout' | 'stderr', text: string) => void): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#process[stream]?.setEncoding('utf8').on('data', (text: string) => wrote(stream, text));
    }
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  kill(signal: NodeJS.Signals): void {
    if (this.status === undefined) this.#process.kill(signal);
  }
}

/** A process that somebody else has started; it may be gone. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}

/** Windows looks environment variables up in any case; everywhere undefined removes one. */
function mergedEnvironment(changes: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const [name, value] of Object.entries(changes)) {
    if (process.platform === 'win32')
      for (const old of Object.keys(env)) if (old.toUpperCase() === name.toUpperCase()) delete env[old];
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
}

function spawnError(executable: string, cwd: string, error: NodeJS.ErrnoException): UserError {
  const there = statSync(resolve(cwd, executable), { throwIfNoEntry: false });
  if (there !== undefined && (!isAbsolute(executable) || there.isDirectory())) {
    const what = there.isDirectory() ? 'is a folder' : 'is no file that Node runs (.ts, .js …), and no command';
    return new UserError('launch-failed', `"${executable}" ${what}: name a program, or a command.`);
  }
  if (error.code === 'ENOENT')
    return new UserError(
      'runtime-missing',
      `"${executable}" could not be started in ${cwd}: check that it is installed and on the PATH, and that the folder exists.`,
    );
  if (error.code === 'EACCES')
    return new UserError(
      'launch-failed',
      `"${executable}" may not be run: check that it is a program, and who may run it.`,
    );
  return new UserError('launch-failed', `"${executable}" could not be started: ${error.message}.`);
}
