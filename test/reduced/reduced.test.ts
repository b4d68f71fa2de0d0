/** A fast sample of `npm run reduced`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRecording, type Recording } from '../../src/query/api.js';
import { unwrap } from '../../src/base/result.js';
import { record } from '../record/cli.js';
import { sample, type Sample } from '../record/programs.js';
import { compareReduced } from './reduced.js';
import { REDUCED } from './ways.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-reduced-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(import.meta.dirname, '../fixtures/reduced/calls.cjs');
const CALLS: Sample = { name: 'calls.cjs', path, args: [], input: '' };

describe('what a recording with less detail shows is what one in full shows, or is said to be unknown', () => {
  const check = (program: Sample, way: string): void =>
    it(`${program.name} ${way}`, { timeout: 120_000 }, async () => {
      const report = await compareReduced({ program, options: REDUCED[way]!, folder, positions: 60 });
      expect(report.recorded).toEqual(report.plain);
      expect(report.differences).toEqual([]);
      expect(report.equal).toBeGreaterThan(10);
    });
  for (const way of Object.keys(REDUCED)) check(CALLS, way);
  const turns = join(import.meta.dirname, '../fixtures/budget/turns.mjs');
  check({ name: 'turns.mjs', path: turns, args: [], input: '' }, 'sample');
  check(sample('fidelity/objects/calls-in-chains.mts'), 'budget');
  check(sample('fidelity/objects/behind-proxies.cjs'), 'budget');
  check(sample('fidelity/modules/top-level-await.mts'), 'sample');
  check(sample('fidelity/scopes/closure-stored.mts'), 'calls');
  check(sample('features/microtasks.mts'), 'calls');
  check(sample('fidelity/classes/constructor-arguments.mts'), 'calls');
  check(sample('fidelity/scopes/default-parameter-scope.mts'), 'calls');
});

describe('--mode calls', () => {
  const shown = (recording: Recording, name: string, position = recording.resolve('end')): unknown => {
    const { value } = recording.variable(position, 0, name)!;
    return value.kind === 'object' ? recording.object(position, value.id).stale : value;
  };

  it('says of variables that they are not recorded, of objects that they may have changed since', async () => {
    const out = join(folder, 'calls.escope');
    const { code, stderr } = await record({ program: path, out, options: ['--mode', 'calls'] });
    expect(code, stderr).toBe(0);
    const recording = unwrap(openRecording(out));
    try {
      const [first, second] = [...recording.events({ kinds: ['enter'], functionName: 'f' })];
      const inside = { thread: first!.thread, seq: first!.seq };
      expect(shown(recording, 'x', inside)).toEqual({ kind: 'number', value: 1 });
      // Described for this call.
      expect(shown(recording, 'y', inside)).toBe(false);
      expect(shown(recording, 'o', inside)).toEqual({ kind: 'unknown', why: 'not recorded (--mode calls)' });
      expect(recording.stack(inside).frames.map(({ detail }) => detail)).toEqual(['arguments', 'arguments']);
      expect(shown(recording, 'y', { thread: second!.thread, seq: second!.seq })).toBe(true);
      // It has assigned its parameter by then.
      const called = [...recording.events({ kinds: ['enter'], functionName: 'h' })][0]!;
      const f = recording.scopes({ thread: called.thread, seq: called.seq }, 1)[0]!;
      const value = (name: string): string | undefined => f.variables.find((v) => v.name === name)?.value.kind;
      expect([value('x'), value('y')]).toEqual(['unknown', 'object']);
      const [gone, given] = [...recording.history(inside, 'x')];
      expect([gone?.gone, given?.value]).toEqual([
        expect.stringContaining('--mode calls'),
        { kind: 'number', value: 1 },
      ]);
    } finally {
      recording.close();
    }
  });
});
