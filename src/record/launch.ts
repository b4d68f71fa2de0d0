/** From options to the process that runs: its command line and the environment that makes it recorded. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../base/result.js';
import {
  COMPILE_CACHE_VARIABLE,
  compileCacheOf,
  type DebuggeeOptions,
  DEFAULT_LIMITS,
  OPTIONS_VARIABLE,
} from '../wire/control.js';
import { cacheSalt } from './cacheSalt.js';
import type { LaunchCommand, RecordOptions } from './options.js';

const DEFAULT_RING_BYTES = 16 << 20;
const MAX_RING_BYTES = 1 << 30;
const SAMPLED_OVERHEAD = 2;

/** `modules`: that it loaded when it was recorded last */
export function debuggeeOptions(
  options: RecordOptions,
  socket: string,
  cacheDirectory: string,
  modules: number,
): DebuggeeOptions {
  const mode = options.mode ?? 'full';
  const program = options.launch.kind === 'program' ? programPath(options) : undefined;
  const workspace = named(resolve(options.workspace ?? workspaceOf(program, options)), options);
  return {
    socket,
    workspace,
    include: options.include ?? ['**/*'],
    exclude: options.exclude ?? defaultExclude(options.include),
    mode,
    overflow: options.overflow ?? 'block',
    ...budgetOptions(options),
    ringBytes: ringBytes(options),
    cacheDirectory,
    cacheSalt: cacheSalt(workspace, program, { mode, ...budgetOptions(options) }),
    modules: program === undefined ? 0 : modules,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    redact: options.redact ?? [],
    waitForGo: options.waitForGo ?? false,
    children: options.children ?? options.launch.kind === 'command',
  };
}

function budgetOptions({ maxOverhead, sample = 1 }: RecordOptions): Pick<DebuggeeOptions, 'maxOverhead' | 'sample'> {
  if (sample === 'auto') return { maxOverhead: maxOverhead ?? SAMPLED_OVERHEAD, sample: 0 };
  return { maxOverhead: maxOverhead ?? 0, sample };
}

function ringBytes({ ringBytes: bytes = DEFAULT_RING_BYTES }: RecordOptions): number {
  if (bytes <= MAX_RING_BYTES) return bytes;
  throw new UserError('bad-ring', 'The ring between program and recorder has 1 GB at most: choose a smaller one.');
}

/** node_modules, unless the user asks for something in it by name. */
const defaultExclude = (include: readonly string[] = []): readonly string[] =>
  include.some((glob) => glob.includes('node_modules')) ? [] : ['**/node_modules/**'];

/** The current folder; for a program outside it the program's own project, since only files of the workspace are recorded. */
function workspaceOf(program: string | undefined, options: RecordOptions): string {
  const { cwd } = options;
  if (program === undefined || !isOutside(program, cwd)) return cwd;
  const own = dirname(named(program, options));
  for (let folder = own; dirname(folder) !== folder; folder = dirname(folder)) {
    if (['package.json', 'tsconfig.json', '.git'].some((name) => existsSync(join(folder, name)))) return folder;
  }
  return own;
}

const isOutside = (file: string, folder: string): boolean => relative(folder, file).startsWith('..');

/** As Node names the modules there: symbolic links are followed, unless it is told not to. */
function named(path: string, { env, runtimeArgs = [] }: RecordOptions): string {
  const flags = [env?.NODE_OPTIONS ?? process.env.NODE_OPTIONS ?? '', ...runtimeArgs].join(' ');
  return flags.includes('--preserve-symlinks') || !existsSync(path) ? path : realpathSync(path);
}

/** Where a program lies that nothing is recorded of, since it is outside of the workspace: a link led to it. */
export function programOutside(options: RecordOptions, { workspace, mode }: DebuggeeOptions): string | undefined {
  if (mode === 'off' || options.launch.kind !== 'program') return undefined;
  const program = named(programPath(options), options);
  return isOutside(program, workspace) ? program : undefined;
}

/** Absolute path of the program. Node finds `app` for app.js and a folder's index.js; so do we. */
export function programPath({ launch, cwd }: RecordOptions): string {
  const given = resolve(cwd, launch.kind === 'program' ? launch.program : launch.command);
  const candidates = [
    given,
    ...['.js', '.ts', '.mjs', '.cjs', '.mts', '.cts'].map((e) => given + e),
    join(given, 'index.js'),
    join(given, 'index.ts'),
  ];
  const found = candidates.find((path) => existsSync(path) && statSync(path).isFile());
  if (found === undefined) {
    const what = existsSync(given) ? `${given} is a folder without an index.js` : `There is no program at ${given}`;
    throw new UserError('program-missing', `${what}: check "program" (or the command line).`);
  }
  return found;
}

export function launchCommand(options: RecordOptions, debuggee: DebuggeeOptions): LaunchCommand {
  const main = runtimePath();
  const env: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(options.env ?? {})) env[name] = value ?? undefined;
  env[OPTIONS_VARIABLE] = JSON.stringify(debuggee);
  const { launch, cwd } = options;
  if (launch.kind === 'program') {
    const args = [...(options.runtimeArgs ?? []), '--require', main, programPath(options), ...launch.args];
    if (keepsCompiled(debuggee, { ...process.env, ...env }))
      env[COMPILE_CACHE_VARIABLE] = compileCacheOf(debuggee.cacheDirectory);
    return { executable: options.runtimeExecutable ?? 'node', args, cwd, env };
  }
  const before = env.NODE_OPTIONS ?? process.env.NODE_OPTIONS ?? '';
  env.NODE_OPTIONS = `${before} --require ${JSON.stringify(main)}`.trim();
  return { executable: launch.command, args: launch.args, cwd, env };
}

/** Whether what V8 compiles is kept (runtime/compileCache.ts). Not where the user has one of his own, and coverage by V8 is less exact with it. */
const keepsCompiled = ({ mode }: DebuggeeOptions, env: Readonly<Record<string, string | undefined>>): boolean =>
  mode !== 'off' && env[COMPILE_CACHE_VARIABLE] === undefined && env.NODE_V8_COVERAGE === undefined;

/** The bundle that is preloaded into the program: beside the engine's own bundle, or in dist/ when the engine runs from its sources. */
export function runtimePath(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = ['../runtime/main.cjs', 'runtime/main.cjs', '../../dist/runtime/main.cjs'].map((path) =>
    resolve(here, path),
  );
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined)
    throw new UserError(
      'runtime-missing',
      `ElixirScope's own file dist/runtime/main.cjs is missing near ${here}: reinstall ElixirScope or run "npm run build".`,
    );
  return found;
}

/** Of its first second, and then others, as long as somebody wants one. */
export function* defaultRecordingPaths({ workspace, cwd, launch }: RecordOptions): Generator<string> {
  const target = launch.kind === 'program' ? launch.program : launch.command;
  const name = basename(target, extname(target)).replaceAll(/[^\p{L}\p{M}\p{N}_.-]/gu, '_');
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  const path = join(resolve(workspace ?? cwd, '.elixirscope'), `${name}-${date}`);
  yield `${path}.escope`;
  for (let n = now.getMilliseconds(); ; n++) yield `${path}-${String(n).padStart(3, '0')}.escope`;
}
