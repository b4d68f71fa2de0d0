/** Launch and attach configurations: what a client may send, checked, with the defaults of the engine. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import * as v from 'valibot';
import { byteCount } from '../base/bytes.js';
import { UserError } from '../base/result.js';
import type { RecordOptions } from '../record/options.js';

const WRONG_LAUNCH = 'The launch configuration is not right';

const strings = v.array(v.string());
const bytes = v.union([v.pipe(v.number(), v.minValue(1)), v.string()]);

const NO_PROGRAM = '"program" must name the file to run, or "runtimeExecutable" and "runtimeArgs" a command';

const LaunchSchema = v.looseObject({
  program: v.optional(v.string(NO_PROGRAM)),
  args: v.optional(strings, []),
  cwd: v.optional(v.string()),
  env: v.optional(v.record(v.string(), v.union([v.string(), v.null()])), {}),
  envFile: v.optional(v.nullable(v.string())),
  runtimeExecutable: v.optional(v.nullable(v.string())),
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
  maxStringLength: v.optional(v.pipe(v.number(), v.minValue(0))),
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
  recording: v.optional(v.string()),
  skipFiles: v.optional(strings, []),
  autoAttachChildProcesses: v.optional(v.boolean(), true),
  noDebug: v.optional(v.boolean(), false),
});

const AttachSchema = v.looseObject({
  recording: v.optional(v.string()),
  port: v.optional(v.pipe(v.number(), v.integer())),
  at: v.optional(v.string()),
  skipFiles: v.optional(strings, []),
});

export type LaunchConfiguration = v.InferOutput<typeof LaunchSchema>;
export type AttachConfiguration = v.InferOutput<typeof AttachSchema>;

export function parseLaunch(args: unknown): LaunchConfiguration {
  const configuration = checked(LaunchSchema, args, WRONG_LAUNCH);
  if (!configuration.program) {
    if (configuration.runtimeExecutable && configuration.runtimeArgs.length > 0)
      return { ...configuration, program: undefined };
    throw new UserError('bad-arguments', `${WRONG_LAUNCH}: ${NO_PROGRAM}.`);
  }
  const program = resolve(workingFolder(configuration), configuration.program);
  if (!isFile(program)) throw new UserError('no-program', `The program ${program} does not exist.`);
  return { ...configuration, program };
}

/** Without a recording: to the program that this process records. */
export function parseAttach(args: unknown): AttachConfiguration {
  const configuration = checked(AttachSchema, args, 'The attach configuration is not right');
  if (!configuration.recording) return { ...configuration, recording: undefined };
  const recording = resolve(configuration.recording);
  if (!isFile(recording)) throw new UserError('no-recording', `The recording ${recording} does not exist.`);
  return { ...configuration, recording };
}

/** Checked input, or a UserError whose message names the field. */
export function checked<S extends v.GenericSchema>(schema: S, input: unknown, what: string): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new UserError('bad-arguments', `${what}: ${path === null ? '' : `${path}: `}${issue.message}.`);
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
  if (!isFile(path)) throw new UserError('no-env-file', `The file of environment variables ${path} does not exist.`);
  return parseEnv(readFileSync(path, 'utf8')) as Record<string, string>;
}

function workingFolder({ cwd, program }: Pick<LaunchConfiguration, 'cwd' | 'program'>): string {
  if (cwd) return resolve(cwd);
  return program !== undefined && isAbsolute(program) ? dirname(program) : process.cwd();
}

function byteSize(size: number | string): number {
  const bytes = typeof size === 'number' ? size : byteCount(size);
  if (bytes === undefined)
    throw new UserError('bad-size', `"${size}" is not a size: write for example 64KB, 16MB or 2GB.`);
  return bytes;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
