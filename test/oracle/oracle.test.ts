/**
 * The recorded state of sample programs equals what V8's inspector shows, at every statement execution (a random choice of 2,000 in
 * the larger ones). Where something is known to differ, `atMost` is the ceiling of differing values and `known` says what differs;
 * the figures may only fall. `npm run oracle -- <program>` prints every difference.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateJson } from '../../src/query/api.js';
import { elixirscopeJson } from '../record/cli.js';
import { sample } from '../record/programs.js';
import { DEFAULT_POSITIONS, type OracleReport, recordProgram, runOracle } from './oracle.js';
import { LIMITS, RecordedRun } from './recorded.js';

interface Case {
  readonly name: string;
  readonly atMost: number;
  readonly known: string;
}

const CASES: readonly Case[] = [
  { name: 'features/assignments.ts', atMost: 0, known: '' },
  { name: 'features/script.js', atMost: 0, known: '' },
  { name: 'features/exits-process.ts', atMost: 0, known: '' },
  { name: 'features/exits-rejection.ts', atMost: 0, known: '' },
  { name: 'features/statements.ts', atMost: 13, known: 'scope of a for head' },
  { name: 'features/closures.ts', atMost: 20, known: 'scope of a for head; let in a switch before its case' },
  { name: 'features/functions.ts', atMost: 31, known: 'arguments; frames while default parameters are evaluated' },
  { name: 'features/exceptions.ts', atMost: 9, known: 'frames while a catch pattern is evaluated' },
  { name: 'features/microtasks.mts', atMost: 4, known: 'frames of generators that delegate' },
  { name: 'features/destructuring.ts', atMost: 40, known: 'frames and variables while defaults are evaluated' },
  { name: 'features/using.mts', atMost: 17, known: 'frame of an async function that disposes at its end' },
  { name: 'features/generators.ts', atMost: 218, known: 'frame of the delegating generator in yield*' },
  { name: 'features/async.ts', atMost: 60, known: 'awaiting frames; order of timers' },
  { name: 'features/builtins.ts', atMost: 147, known: 'elements of typed arrays' },
  { name: 'features/classes.ts', atMost: 330, known: 'scopes of classes; frames of class field initialisers' },
  { name: 'features/modules.ts', atMost: 200, known: 'imports keep the value of the time of import' },
  { name: 'features/sloppy.cjs', atMost: 413, known: 'functions hoisted from blocks; mapped arguments' },
  { name: 'features/plain.mjs', atMost: 85, known: 'what Node changes inside its own objects' },
  { name: 'features/typed.cts', atMost: 54, known: 'this of a CommonJS module' },
  { name: 'features/commonjs/script.js', atMost: 32, known: 'this of a CommonJS module' },
  { name: 'features/commonjs/typed.ts', atMost: 13, known: 'this of a CommonJS module' },
  { name: 'features/exits-handled.cts', atMost: 10, known: 'this of a CommonJS module' },
  { name: 'features/exits-uncaught.ts', atMost: 4, known: 'frames of class field initialisers' },
  { name: 'shop/src/main.ts', atMost: 97, known: 'frames of class field initialisers' },
];

describe('the recorded state equals what V8 shows', () => {
  for (const { name, atMost, known } of CASES) {
    it(known === '' ? name : `${name} (but for ${known})`, { timeout: 120_000 }, async () => {
      const report = await runOracle({ program: sample(name), positions: DEFAULT_POSITIONS, seed: 20_260 });
      expect(report.outputDiffers).toBeUndefined();
      expect(report.differences.length, describeFirst(report)).toBeLessThanOrEqual(atMost);
      // Comparing nothing would be no success, and neither would be a recording that only says "I do not know".
      expect(report.positions).toBeGreaterThan(report.stops.paired * 0.9);
      expect(report.equal).toBeGreaterThan(report.positions * 5);
      expect(report.stale + report.cut).toBeLessThan(report.values / 20);
      expect(report.stops.onlyRecorded.length).toBeLessThan(report.stops.paired / 4);
    });
  }
});

it('the command line prints the state that was compared', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-oracle-'));
  const out = join(folder, 'recording.escope');
  await recordProgram(sample('features/closures.ts'), out);
  const recorded = RecordedRun.open(out, LIMITS);
  try {
    const { seq } = recorded.events('step')[100]!;
    const options = ['--depth', String(LIMITS.depth), '--max-items', String(LIMITS.maxItems)];
    const printed = await elixirscopeJson(['state', out, '--at', `seq:${seq}`, ...options]);
    expect(printed).toEqual(stateJson(recorded.recording, { thread: recorded.thread, seq }, LIMITS));
    expect(JSON.stringify(printed)).toContain('"variables"');
  } finally {
    recorded.close();
    rmSync(folder, { recursive: true });
  }
});

function describeFirst({ differences, values }: OracleReport): string {
  const first = differences
    .slice(0, 5)
    .map(({ at, where, v8, recorded }) => `${at} ${where}: V8 ${v8}, recorded ${recorded}`);
  return `${differences.length} of ${values} values differ:\n${first.join('\n')}`;
}
