/** The oracle notices when probes of a kind are taken out of the instrumented program: it would be worth nothing otherwise. */
import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../record/cli.js';
import { ROOT } from '../record/process.js';
import type { Sample } from '../record/programs.js';
import { type CachedCode, cachedCode, type ProbeKind, removeProbes, restore } from './mutations.js';
import { type OracleReport, runOracle } from './oracle.js';

const KINDS: readonly ProbeKind[] = [
  'write',
  'step',
  'enter',
  'return',
  'leave',
  'scope',
  'suspend',
  'resume',
  'throw',
  'catch',
  'put',
  'delete',
  'resync',
];

describe('the oracle notices missing probes', () => {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'elixirscope-mutation-')));
  const path = join(workspace, 'probes.mjs');
  const program: Sample = { name: 'probes.mjs', path, args: [], input: '' };
  let original: CachedCode;
  let complete: OracleReport;

  const compare = (): Promise<OracleReport> =>
    runOracle({ program, positions: Number.POSITIVE_INFINITY, seed: 1, record: recordInWorkspace });

  async function recordInWorkspace(_: Sample, out: string): Promise<string> {
    const ended = await record({ program: path, out, cwd: workspace });
    if (ended.code !== 0) throw new Error(ended.stderr);
    return ended.stdout;
  }

  beforeAll(async () => {
    copyFileSync(join(ROOT, 'test/fixtures/oracle/probes.mjs'), path);
    complete = await compare();
    original = cachedCode(workspace);
  });
  afterAll(() => rmSync(workspace, { recursive: true }));

  it('none: nothing differs', () => {
    expect(complete.differences).toEqual([]);
    expect(complete.outputDiffers).toBeUndefined();
    expect(complete.positions).toBeGreaterThan(80);
  });

  // Half of the steps: without any, there is no position to compare.
  for (const kind of KINDS) {
    it(kind, async () => {
      try {
        expect(removeProbes(original, kind, kind === 'step' ? 2 : 1)).toBeGreaterThan(0);
        const report = await compare();
        expect(report.outputDiffers).toBeUndefined();
        expect(report.differences.length).toBeGreaterThan(0);
      } finally {
        restore(original);
      }
    });
  }
});
