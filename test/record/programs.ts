/** The sample programs under test/programs and how each runs without ElixirScope: the reference that a recorded run must equal. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { type Ended, ROOT, type RunOptions, run } from './process.js';

export const PROGRAMS = join(ROOT, 'test/programs');
const FEATURES = join(PROGRAMS, 'features');
const FIDELITY = join(PROGRAMS, 'fidelity');

/** Node's own type stripping runs the rest. */
const NEEDS_TRANSFORM = /^(features\/transforms\.ts|shop\/src\/main\.ts|fidelity\/transformed\/)/;
/** Syntax that Node cannot run at all: esbuild makes the reference, */
const NEEDS_BUILD =
  /^(features\/(jsx\.tsx|decorators\.ts|decorators-experimental\/main\.ts)|fidelity\/(built\/|undeclared\/enum))/;
/** or TypeScript, where it is the only one that knows how (`emitDecoratorMetadata`). */
const NEEDS_TYPESCRIPT = /^fidelity\/metadata\//;
const INPUT = 'typed at the keyboard\n';

export interface Sample {
  /** relative to test/programs, forward slashes */
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly input: string;
  /** where it runs, the repository's top if it is not said */
  readonly cwd?: string;
  /** what is recorded, if not what is by default */
  readonly include?: readonly string[];
  /** too many statements for the inspector to stop at each */
  readonly isLarge?: boolean;
}

export function sample(name: string): Sample {
  const isScript = name === 'features/script.js';
  return { name, path: join(PROGRAMS, name), args: isScript ? ['one', 'two words'] : [], input: isScript ? INPUT : '' };
}

const isProgram = (name: string): boolean => /\.(ts|mts|cts|tsx|js|mjs|cjs)$/.test(name);

/** Every program of ordinary features, and the shop. */
export function samples(): Sample[] {
  const files = readdirSync(FEATURES).filter(isProgram);
  const inFolders = ['commonjs/typed.ts', 'commonjs/script.js', 'decorators-experimental/main.ts'];
  const features = [...files, ...inFolders].sort().map((name) => sample(`features/${name}`));
  return [...features, sample('shop/src/main.ts')];
}

/** One program per language feature: the files of each topic's folder; what lies deeper, they import. */
export function fidelityPrograms(): Sample[] {
  const topics = readdirSync(FIDELITY, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return topics.flatMap(({ name: topic }) =>
    readdirSync(join(FIDELITY, topic))
      .filter(isProgram)
      .sort()
      .map((name) => sample(`fidelity/${topic}/${name}`)),
  );
}

/** The program as plain Node runs it. */
export async function runPlain({ name, path, args, input }: Sample, options: RunOptions = {}): Promise<Ended> {
  const flags = NEEDS_TRANSFORM.test(name) ? ['--experimental-transform-types'] : [];
  const program = await runnable(name, path, options.cwd ?? ROOT);
  return run('node', [...flags, program, ...args], { input, ...options });
}

async function runnable(name: string, path: string, cwd: string): Promise<string> {
  const isBuilt = NEEDS_BUILD.test(name);
  if (!isBuilt && !NEEDS_TYPESCRIPT.test(name)) return relative(cwd, path);
  const outfile = join(mkdtempSync(join(tmpdir(), 'elixirscope-reference-')), 'program.mjs');
  if (isBuilt) await build({ entryPoints: [path], outfile, format: 'esm', target: 'node24', logLevel: 'error' });
  else writeFileSync(outfile, compiled(path));
  return outfile;
}

/** By TypeScript, with the options of the tsconfig.json beside the program. */
function compiled(path: string): string {
  const config = ts.getParsedCommandLineOfConfigFile(join(dirname(path), 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(String(messageText));
    },
  });
  const compilerOptions = { ...config!.options, module: ts.ModuleKind.ESNext, noEmit: false };
  return ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions, fileName: path }).outputText;
}

/** Process numbers differ from run to run; everything else must not. */
export const withoutPid = ({ stdout, stderr, code, signal }: Ended): Ended => ({
  stdout,
  stderr: stderr.replace(/\(node:\d+\)/g, '(node:PID)'),
  code,
  signal,
});
