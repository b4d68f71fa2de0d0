/**
 * `elixirscope record`: the program runs as if it were started by itself. Its input, output and exit code are its own; we only wait, and
 * end the way it ended. What we say goes to standard error.
 */
import { countText } from '../base/numbers.js';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { extname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Command, InvalidArgumentError, Option } from 'commander';
import { byteCount } from '../base/bytes.js';
import { UserError } from '../base/result.js';
import { growYoungGeneration } from '../base/youngGeneration.js';
import type { ThreadId } from '../base/units.js';
import type { RecordOptions } from '../record/options.js';
import type { RecordSession } from '../record/session.js';
import { byteText, timeText } from './amounts.js';
import { bytesPerEvent, infoJson, countsText } from './info.js';
import { withRecording } from './opening.js';
import { runsOnThisNode } from './nodeScripts.js';
import { collected, portNumber } from './options.js';
import { adapterServices, addressText } from './services.js';

interface Options {
  readonly out?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly mode?: NonNullable<RecordOptions['mode']>;
  readonly overflow?: NonNullable<RecordOptions['overflow']>;
  readonly maxOverhead?: number;
  readonly sample?: number | 'auto';
  readonly ring?: number;
  readonly maxSize?: number;
  readonly redact?: readonly string[];
  readonly listen?: number | true;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

export function recordCommand(): Command {
  return new Command('record')
    .description('runs a program under recording; its input, output and exit code are untouched')
    .usage(
      '[options] [--] <program.ts|js|mjs|cjs|mts|cts> [args…]\n       elixirscope record [options] -- <command> [args…]',
    )
    .argument('<program>', 'file to run, or a command whose Node processes are recorded (npm test)')
    .argument('[args...]', 'its arguments')
    .option('--out <file>', 'recording to write; default: .elixirscope/<program>-<date>.escope')
    .addOption(
      new Option(
        '--include <glob>',
        'record these files (may be repeated); default: everything in this folder',
      ).argParser(collected),
    )
    .addOption(
      new Option('--exclude <glob>', 'but not these (may be repeated); default: node_modules').argParser(collected),
    )
    .addOption(new Option('--mode <mode>', 'how much is recorded').choices(['full', 'calls', 'off']))
    .addOption(
      new Option('--overflow <policy>', 'when the program is faster than the recorder').choices([
        'block',
        'drop-oldest',
        'drop-newest',
      ]),
    )
    .addOption(
      new Option(
        '--max-overhead <factor>',
        'leave out the details of functions with too many events, so that the program takes no more than so many times its time (3)',
      ).argParser(factor),
    )
    .addOption(
      new Option(
        '--sample <n|auto>',
        'for servers: record one turn of the event loop of n in full, the others as calls; auto: as many as --max-overhead allows',
      ).argParser(sampling),
    )
    .addOption(new Option('--ring <size>', 'memory between program and recorder, for example 16MB').argParser(size))
    .addOption(
      new Option('--max-size <size>', 'size of the recording beyond which its oldest part is dropped').argParser(size),
    )
    .addOption(
      new Option('--redact <name>', 'do not record values of this name (may be repeated)').argParser(collected),
    )
    .addOption(
      new Option(
        '--listen [port]',
        'let debuggers attach while it runs, on this port of 127.0.0.1; by default a free one',
      ).argParser(portNumber),
    )
    .option('--quiet', 'no summary, only what could not be recorded')
    .option('--json', 'the summary as JSON')
    .passThroughOptions()
    .action(record);
}

function size(text: string): number {
  const bytes = byteCount(text);
  if (bytes === undefined) throw new InvalidArgumentError('It must be a size, for example 64KB, 16MB or 2GB.');
  return bytes;
}

function factor(text: string): number {
  const found = Number(text);
  if (!(found > 1)) throw new InvalidArgumentError('It must be a number greater than 1, for example 3.');
  return found;
}

function sampling(text: string): number | 'auto' {
  if (text === 'auto') return text;
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on, or auto.');
  return Number(text);
}

async function record(program: string, args: readonly string[], options: Options): Promise<void> {
  const { startRecording } = await import('../record/start.js');
  const { listen } = options;
  if (typeof listen === 'number') await (await import('../adapter/serve.js')).tryPort(listen);
  const session = await startRecording(recordOptions(program, args, options));
  growYoungGeneration(setFlagsFromString);
  const troubles = reportTroubles(session);
  const restoreSignals = passSignalsOn(session);
  const stopListening = listen === undefined ? undefined : await letAttach(session, listen === true ? 0 : listen);
  const { code, signal } = await session.exited;
  stopListening?.();
  restoreSignals();
  troubles();
  if (!options.quiet) await summarize(session.path, options);
  endLike(code, signal);
  // Nobody is connected and everything is said: taking Node apart, which this leaves out, takes 10 ms.
  if (signal === undefined && listen === undefined && process.stderr.writableLength === 0) process.exit();
}

function recordOptions(program: string, args: readonly string[], options: Options): RecordOptions {
  const { out, include, exclude, mode, overflow, maxOverhead, sample, ring, maxSize, redact } = options;
  const isScript = !isProgram(program) && runsOnThisNode(program);
  return {
    launch:
      isScript || isProgram(program) ? { kind: 'program', program, args } : { kind: 'command', command: program, args },
    cwd: process.cwd(),
    // As of any other command.
    ...(isScript && { workspace: process.cwd(), children: true }),
    // The Node that runs us can record; the one on the PATH may be older. VS Code's own is not the user's.
    ...(process.versions.electron === undefined && { runtimeExecutable: process.execPath }),
    ...(out !== undefined && { out }),
    ...(include !== undefined && { include }),
    ...(exclude !== undefined && { exclude }),
    ...(mode !== undefined && { mode }),
    ...(overflow !== undefined && { overflow }),
    ...(maxOverhead !== undefined && { maxOverhead }),
    ...(sample !== undefined && { sample }),
    ...(ring !== undefined && { ringBytes: ring }),
    ...(maxSize !== undefined && { maxSize }),
    ...(redact !== undefined && { redact }),
    stdio: 'inherit',
  };
}

/** A file of JavaScript or TypeScript (its extension may be left out, as with node); anything else is a command. */
function isProgram(name: string): boolean {
  const extensions = ['.js', '.ts', '.mjs', '.cjs', '.mts', '.cts', '.jsx', '.tsx'];
  return extensions.includes(extname(name)) || extensions.some((extension) => existsSync(name + extension));
}

function reportTroubles(session: RecordSession): () => void {
  return session.subscribe((event) => {
    if (event.kind === 'trouble') process.stderr.write(`elixirscope: ${event.message}\n`);
  });
}

/** Debuggers that attach find the program as it is; it does not wait for them. Returns what ends that. */
async function letAttach(session: RecordSession, port: number): Promise<() => void> {
  const threads = new Map<ThreadId, string>();
  const unsubscribe = session.subscribe((event) => {
    if (event.kind === 'thread') threads.set(event.thread, event.name);
    if (event.kind === 'threadExit') threads.delete(event.thread);
  });
  const { Clients } = await import('../record/clients.js');
  const clients = new Clients(session);
  const [{ serveSocket }, services] = await Promise.all([
    import('../adapter/serve.js'),
    adapterServices({ join: () => clients.join(), threads }),
  ]);
  const server = await serveSocket(services, { port });
  process.stderr.write(`elixirscope: listening on ${addressText(server)}\n`);
  return () => {
    unsubscribe();
    clients.end();
    server.close();
  };
}

const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR2'];

/**
 * A terminal's Ctrl+C reaches the program by itself: we only must not die of it. Other signals are sent to us alone and passed on.
 * Returns the function that makes signals ours again.
 */
function passSignalsOn(session: RecordSession): () => void {
  let pid: number | undefined;
  const unsubscribe = session.subscribe((event) => {
    if (event.kind === 'thread') pid ??= event.pid;
  });
  const ignore = (): void => undefined;
  const passOn = (signal: NodeJS.Signals): void => {
    if (pid !== undefined) process.kill(pid, signal);
    else session.terminate();
  };
  process.on('SIGINT', ignore);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  return () => {
    unsubscribe();
    process.off('SIGINT', ignore);
    for (const signal of PASSED_ON) process.off(signal, passOn);
  };
}

async function summarize(path: string, { json }: Options): Promise<void> {
  try {
    await withRecording(path, (recording) => {
      if (json) {
        process.stderr.write(`${JSON.stringify(infoJson(recording.info()))}\n`);
        return;
      }
      const totals = recording.totals();
      const { events, wallMicros, bytes, eventsLost, eventsLeftOut, skippedFiles } = totals;
      const leftOut = countsText(eventsLeftOut);
      process.stderr.write(
        `elixirscope: recorded ${countText(events)} events in ${timeText(wallMicros)} to ${path} ` +
          `(${byteText(bytes)}, ${bytesPerEvent(totals)} bytes per event, ${countsText(eventsLost)} lost${leftOut === '0' ? '' : `, ${leftOut} left out`}${skippedFiles === 0 ? '' : `, ${skippedFiles} files not recorded: see elixirscope info`})\n`,
      );
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`elixirscope: ${error.message}\n`);
  }
}

/** Ends this process as the program ended: with its exit code, or by the signal that killed it. */
function endLike(code: number | undefined, signal: string | undefined): void {
  if (signal === undefined) {
    process.exitCode = code ?? 1;
    return;
  }
  const number = constants.signals[signal as NodeJS.Signals];
  process.exitCode = number === undefined ? 1 : 128 + number;
  if (process.platform === 'win32' || number === undefined) return;
  process.kill(process.pid, signal);
  // A signal that does not end us (SIGCHLD and the like) leaves the exit code; the timer keeps us alive until the signal arrives.
  setTimeout(() => undefined, 100);
}
