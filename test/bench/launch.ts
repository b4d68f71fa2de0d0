/** How long a program of many files takes to start: recorded for the first time, recorded again, and by the usual TypeScript loader. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { record } from '../record/cli.js';
import { type Ended, run } from '../record/process.js';
import { BENCH } from './arena.js';
import { median } from './statistics.js';

const FILES = 200;
/** Of whose instrumenting warming up is a small part. */
const MANY_FILES = 2000;
/** One alone is off by a tenth: of three, the median said 134 to 157 ms over the usual loader where 81 say 128. */
const WARM_LAUNCHES = 7;

/** Of whole processes. */
export interface LaunchResult {
  readonly files: number;
  readonly tsxMillis: number;
  /** with everything in the cache */
  readonly recordedMillis: number;
  readonly firstMillis: number;
  /** of source, in the time that the first launch takes longer */
  readonly megabytesPerSecond: number;
  /** of 2,000 files */
  readonly manyMegabytesPerSecond: number;
}

export async function measureLaunch(runs: number): Promise<LaunchResult> {
  const tsx: number[] = [];
  const few = await withProject(FILES, async (project) => {
    await byTsx(project.folder);
    const beside = async (): Promise<void> => void tsx.push(await millisOf(() => byTsx(project.folder)));
    return launches(project, { runs, warm: WARM_LAUNCHES, beside });
  });
  const many = await withProject(MANY_FILES, (project) => launches(project, { runs, warm: 1 }));
  return { files: FILES, tsxMillis: median(tsx), ...few, manyMegabytesPerSecond: many.megabytesPerSecond };
}

interface Project {
  readonly folder: string;
  /** of its sources */
  readonly bytes: number;
}

async function withProject<T>(files: number, use: (project: Project) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-project-'));
  try {
    return await use({ folder, bytes: writeProject(folder, files) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Launches = Pick<LaunchResult, 'recordedMillis' | 'firstMillis' | 'megabytesPerSecond'>;

interface Turns {
  readonly runs: number;
  /** launches with everything in the cache for each without */
  readonly warm: number;
  /** what they are compared with, run after each */
  readonly beside?: () => Promise<void>;
}

async function launches({ folder, bytes }: Project, { runs, warm, beside }: Turns): Promise<Launches> {
  const first: number[] = [];
  const recorded: number[] = [];
  const instrumenting: number[] = [];
  for (let i = 0; i < runs; i++) {
    forget(folder, i);
    const cold = await millisOf(() => recordedLaunch(folder));
    const again: number[] = [];
    for (let time = 0; time < warm; time++) {
      again.push(await millisOf(() => recordedLaunch(folder)));
      await beside?.();
    }
    first.push(cold);
    recorded.push(...again);
    instrumenting.push(cold - median(again));
  }
  return {
    recordedMillis: median(recorded),
    firstMillis: median(first),
    megabytesPerSecond: bytes / 1e6 / (median(instrumenting) / 1000),
  };
}

/** Moves what earlier runs have kept away. Where it is deleted, ext4 without a journal looks for room for new files among those just deleted: a tenth of a first launch and more. */
function forget(project: string, run: number): void {
  const kept = join(project, '.elixirscope');
  if (existsSync(kept)) renameSync(kept, join(project, `.elixirscope-${run}`));
}

async function millisOf(once: () => Promise<Ended>): Promise<number> {
  const start = performance.now();
  const { code, stdout, stderr } = await once();
  if (code !== 0 || !stdout.startsWith('total ')) throw new Error(`the project ended with ${code}: ${stderr}`);
  return performance.now() - start;
}

const byTsx = (project: string): Promise<Ended> =>
  run('node', ['--import', pathToFileURL(join(BENCH, 'node_modules/tsx/dist/loader.mjs')).href, 'src/main.ts'], {
    cwd: project,
  });

function recordedLaunch(project: string): Promise<Ended> {
  const out = join(project, 'run.escope');
  rmSync(out, { force: true });
  return record({ program: 'src/main.ts', out, cwd: project });
}

/** Returns the size of its sources. */
function writeProject(project: string, count: number): number {
  const source = join(project, 'src');
  mkdirSync(source);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const compilerOptions = { module: 'NodeNext', target: 'ES2022', strict: true, allowImportingTsExtensions: true };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const texts = Array.from({ length: count - 1 }, (_, index) => [`part${index}.ts`, partText(index, count)] as const);
  const files = [...texts, ['main.ts', mainText()] as const];
  for (const [name, text] of files) writeFileSync(join(source, name), text);
  return files.reduce((sum, [, text]) => sum + text.length, 0);
}

const mainText = (): string => `import { part0 } from './part0.ts';
console.log('total', part0('main'));
`;

/** A module like those of a program: types, a class, functions, and imports of two others further on. */
function partText(index: number, count: number): string {
  const others = [index * 2 + 1, index * 2 + 2].filter((other) => other < count - 1);
  const imports = others.map((other) => `import { part${other} } from './part${other}.ts';`);
  const calls = others.map((other) => `  sum += part${other}(\`\${name}.${other}\`);`);
  return `${imports.join('\n')}
interface Entry {
  readonly key: string;
  amount: number;
  tags?: readonly string[];
}

export class Ledger${index} {
  readonly #entries = new Map<string, Entry>();
  private total = 0;

  add(key: string, amount: number, ...tags: string[]): this {
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, { key, amount, ...(tags.length > 0 && { tags }) });
    else known.amount += amount;
    this.total += amount;
    return this;
  }

  get largest(): Entry | undefined {
    let found: Entry | undefined;
    for (const entry of this.#entries.values()) {
      if (found === undefined || entry.amount > found.amount) found = entry;
    }
    return found;
  }

  summary(): { total: number; keys: string[] } {
    return { total: this.total, keys: [...this.#entries.keys()].sort() };
  }
}

const weights: Record<string, number> = { short: 1, middle: ${index % 7}, long: ${index % 13} };

function weightOf(name: string): number {
  switch (true) {
    case name.length < 6:
      return weights.short ?? 0;
    case name.length < 20:
      return weights.middle ?? 0;
    default:
      return weights.long ?? 0;
  }
}

export function part${index}(name: string): number {
  const ledger = new Ledger${index}().add(name, weightOf(name)).add('fixed', ${index}, 'a', 'b');
  let sum = ledger.summary().total + (ledger.largest?.amount ?? 0);
${calls.join('\n')}
  return sum % 10007;
}
`;
}
