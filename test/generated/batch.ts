/**
 * Runs generated programs, many in one process: unrecorded, recorded, and under V8's inspector. What they print must be the same, and
 * the recorded state what V8 shows.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Subject } from '../oracle/compareValues.js';
import { type OracleReport, runOracle } from '../oracle/oracle.js';
import { recordProgram } from '../oracle/record.js';
import { run } from '../record/process.js';
import type { Program } from './program.js';

export interface Failure {
  /** which of the programs */
  readonly index: number;
  /** what is wrong, a few lines */
  readonly why: string;
}

export interface BatchResult {
  readonly failures: readonly Failure[];
  readonly report: OracleReport;
}

export interface BatchOptions {
  /** statement executions that are compared, of all programs together */
  readonly positions: number;
  readonly seed: number;
  /** differences that do not count */
  readonly ignored: ReadonlySet<Subject>;
}

const SHOWN_DIFFERENCES = 4;

export async function runBatch(programs: readonly Program[], options: BatchOptions): Promise<BatchResult> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'elixirscope-generated-')));
  try {
    for (const [i, { text }] of programs.entries()) writeFileSync(join(folder, fileName(programs, i)), text);
    const path = join(folder, 'main.mjs');
    writeFileSync(path, mainText(programs));
    const plain = await run('node', [path], { cwd: folder });
    let printed = '';
    const report = await runOracle({
      ...options,
      program: { name: 'generated', path, args: [], input: '' },
      record: async (program, out) => (printed = await recordProgram(program, out)),
    });
    const failures = [...outputFailures(plain.stdout, printed), ...stateFailures(report, options.ignored)];
    return { failures: failures.filter(isFirst), report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fileName = (programs: readonly Program[], i: number): string => `p${i}.${programs[i]!.isSloppy ? 'cjs' : 'mjs'}`;

/** One program after the other; an error ends the one that throws it. */
function mainText(programs: readonly Program[]): string {
  const parts = programs.map((_, i) =>
    [
      `console.log('program ${i}');`,
      `try { await import('./${fileName(programs, i)}'); } catch (e) { console.log('ended', String(e)); }`,
      // What a program has left to do is done before the next one begins.
      'await new Promise((done) => setTimeout(done, 0));',
    ].join('\n'),
  );
  return `${parts.join('\n')}\n`;
}

/** Programs whose part of the output is not the same. */
function outputFailures(plain: string, recorded: string): Failure[] {
  const [expected, got] = [sections(plain), sections(recorded)];
  return [...new Set([...expected.keys(), ...got.keys()])].flatMap((index) => {
    const [a, b] = [expected.get(index) ?? [], got.get(index) ?? []];
    const line = a.findIndex((text, i) => text !== b[i]);
    if (line < 0 && a.length === b.length) return [];
    const at = line < 0 ? a.length : line;
    return [{ index, why: `prints another line ${at + 1}:\n  plain    ${a[at]}\n  recorded ${b[at]}` }];
  });
}

/** Lines that each program printed. */
function sections(output: string): Map<number, string[]> {
  const found = new Map<number, string[]>();
  let own: string[] = [];
  for (const line of output.split('\n')) {
    const head = /^program (\d+)$/.exec(line)?.[1];
    if (head === undefined) {
      own.push(line);
      continue;
    }
    own = [];
    found.set(Number(head), own);
  }
  return found;
}

function stateFailures({ differences }: OracleReport, ignored: ReadonlySet<Subject>): Failure[] {
  const byProgram = new Map<number, OracleReport['differences'][number][]>();
  for (const difference of differences) {
    if (ignored.has(difference.subject)) continue;
    const index = Number(/^p(\d+)\./.exec(basename(difference.at))?.[1] ?? 0);
    byProgram.set(index, [...(byProgram.get(index) ?? []), difference]);
  }
  return [...byProgram].map(([index, own]) => ({
    index,
    why: own
      .slice(0, SHOWN_DIFFERENCES)
      .map(({ at, where, v8, recorded }) => `${basename(at)} ${where}\n  V8       ${v8}\n  recorded ${recorded}`)
      .join('\n'),
  }));
}

const isFirst = ({ index }: Failure, i: number, all: readonly Failure[]): boolean =>
  all.findIndex((failure) => failure.index === index) === i;
