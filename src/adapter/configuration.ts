/** Launch and attach configurations: what a client may send, checked, with the defaults of the engine. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import * as v from 'valibot';
import { byteCount } from '../base/bytes.js';
import { UserError } from '../base/result.js';
import { saidOf } from './issues.js';
import type { RecordOptions } from '../record/options.js';

const WRONG_LAUNCH = 'The launch configuration is not right';

/** What the system takes: a path, an argument, a variable's value. */
const text = v.pipe(
  v.string(),
  v.check((given) => !given.includes('\0'), 'must not contain a null character'),
);
const strings = v.array(text);
const bytes = v.union([v.pipe(v.number(), v.minValue(1)), v.string()]);
const variableName = v.pipe(v.string(), v.regex(/^[^=\0]+$/, 'is not the name of a variable'));
const variables = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given), 'must be an object of names and texts, and is a list'),
  v.record(variableName, v.nullable(text)),
);

const NO_PROGRAM = '"program" must name the file to run, or "runtimeExecutable" and "runtimeArgs" a command';

const LaunchSchema = v.looseObject({
  program: v.optional(v.pipe(v.string(NO_PROGRAM), text)),
  args: v.optional(strings, []),
  cwd: v.optional(text),
  env: v.optional(variables, {}),
  envFile: v.optional(v.nullable(text)),
  runtimeExecutable: v.optional(v.nullable(text)),
  runtimeArgs: v.optional(strings, []),
  include: v.optional(strings),
  exclude: v.optional(strings),
  mode: v.optional(v.picklist(['full', 'calls', 'off'], '"mode" must be "full", "calls" or "off"')),
  overflow: v.optional(v.picklist(['block', 'drop-oldest', 'drop-newest'])),
  maxOverhead: v.optional(v.pipe(v.number(), v.gtValue(1, '"maxOverhead" must be greater than 1'))),
  sample: v.optional(
    v.union(
      [v.pipe(v.number(), v.integer(), v.minValue(1)), v.literal('auto')],
      '"sample" must be a whole number from 1 on, or "auto"',
    ),
  ),
  ring: v.optional(bytes),
  maxSize: v.optional(bytes),
  maxStringLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  redact: v.optional(strings),
  stopOnEntry: v.optional(v.boolean(), false),
  stopOnExit: v.optional(v.boolean(), true),
  console: v.optional(
    v.picklist(
      ['internalConsole', 'integratedTerminal', 'externalTerminal'],
      '"console" must be "internalConsole", "integratedTerminal" or "externalTerminal"',
    ),
    'internalConsole',
  ),
  recording: v.optional(text),
  skipFiles: v.optional(strings, []),
  autoAttachChildProcesses: v.optional(v.boolean(), true),
  noDebug: v.optional(v.boolean(), false),
});

const AttachSchema = v.looseObject({
  recording: v.optional(text),
  port: v.optional(v.pipe(v.number(), v.integer())),
  at: v.optional(v.string()),
  skipFiles: v.optional(strings, []),
});

export type LaunchConfiguration = v.InferOutput<typeof LaunchSchema>;
export type AttachConfiguration = v.InferOutput<typeof AttachSchema>;

export function parseLaunch(args: unknown): LaunchConfiguration {
  const configuration = checked(LaunchSchema, args, WRONG_LAUNCH);
  if (configuration.cwd) mustBeFolder(resolve(configuration.cwd));
  if (!configuration.program) {
    if (configuration.runtimeExecutable && configuration.runtimeArgs.length > 0)
      return { ...configuration, program: undefined };
    throw new UserError('bad-arguments', `${WRONG_LAUNCH}: ${NO_PROGRAM}.`);
  }
  const program = resolve(workingFolder(configuration), configuration.program);
  mustBeFile(program, 'The program', 'no-program');
  return { ...configuration, program };
}

/** Without a recording: to the program that this process records. */
export function parseAttach(args: unknown): AttachConfiguration {
  const configuration = checked(AttachSchema, args, 'The attach configuration is not right');
  if (!configuration.recording) return { ...configuration, recording: undefined };
  const recording = resolve(configuration.recording);
  mustBeFile(recording, 'The recording', 'no-recording');
  return { ...configuration, recording };
}

/** Checked input, or a UserError whose message names the field. */
export function checked<S extends v.GenericSchema>(schema: S, input: unknown, what: string): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw new UserError('bad-arguments', `${what}: ${saidOf(result.issues[0])}.`);
}

export function recordOptions(configuration: LaunchConfiguration): RecordOptions {
  const { env, include, exclude, mode, overflow, redact, maxOverhead, sample } = configuration;
  const cwd = workingFolder(configuration);
  return {
    ...whatRuns(configuration),
    cwd,
    env: { ...environmentOf(configuration.envFile, cwd), ...env },
    stdio: 'pipe',
    waitForGo: true,
    children: configuration.autoAttachChildProcesses,
    ...(include && { include }),
    ...(exclude && { exclude }),
    ...(mode && { mode }),
    ...(overflow && { overflow }),
    ...(redact && { redact }),
    ...(maxOverhead !== undefined && { maxOverhead }),
    ...(sample !== undefined && { sample }),
    ...(configuration.ring !== undefined && { ringBytes: byteSize(configuration.ring) }),
    ...(configuration.maxSize !== undefined && { maxSize: byteSize(configuration.maxSize) }),
    ...(configuration.maxStringLength !== undefined && { limits: { stringLength: configuration.maxStringLength } }),
    ...(configuration.recording && { out: resolve(cwd, configuration.recording) }),
  };
}

/** A file, or a command such as `npm test`, whose Node processes are recorded. */
function whatRuns({
  program,
  args,
  runtimeExecutable,
  runtimeArgs,
}: LaunchConfiguration): Pick<RecordOptions, 'launch' | 'runtimeExecutable' | 'runtimeArgs'> {
  if (program !== undefined)
    return {
      launch: { kind: 'program', program, args },
      runtimeArgs,
      ...(runtimeExecutable && { runtimeExecutable }),
    };
  return { launch: { kind: 'command', command: runtimeExecutable ?? 'node', args: [...runtimeArgs, ...args] } };
}

/** Variables of a file such as `.env`; what the configuration itself says goes before. */
function environmentOf(file: string | null | undefined, cwd: string): Record<string, string> {
  if (!file) return {};
  const path = resolve(cwd, file);
  mustBeFile(path, 'The file of environment variables', 'no-env-file');
  return parseEnv(readFileSync(path, 'utf8')) as Record<string, string>;
}

function workingFolder({ cwd, program }: Pick<LaunchConfiguration, 'cwd' | 'program'>): string {
  if (cwd) return resolve(cwd);
  return program !== undefined && isAbsolute(program) ? dirname(program) : process.cwd();
}

function byteSize(size: number | string): number {
  const bytes = typeof size === 'number' ? size : byteCount(size);
  if (!bytes) throw new UserError('bad-size', `"${size}" is not a size: write for example 64KB, 16MB or 2GB.`);
  return bytes;
}

function mustBeFile(path: string, what: string, code: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UserError(code, `${what} ${path} does not exist: check its name.`);
  if (found.isDirectory()) throw new UserError(code, `${what} ${path} is a folder: name a file in it.`);
}

function mustBeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return;
  const why = found === undefined ? 'does not exist' : 'is no folder';
  throw new UserError('no-folder', `The working folder ${path} ${why}: check "cwd".`);
}
