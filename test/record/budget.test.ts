/** An overhead budget and a sample, on real programs: the program is as it is, what is shown of it is right or says that it is not known. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runBoth } from './bothRuns.js';
import { elixirscope, elixirscopeJson, record } from './cli.js';
import { sample } from './programs.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/budget');
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-budget-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface FrameJson {
  readonly function: string;
  readonly detail?: string;
  readonly scopes: readonly { readonly variables: Readonly<Record<string, unknown>> }[];
}
interface Info {
  readonly eventsLost: Readonly<Record<string, number>>;
  readonly eventsLeftOut: Readonly<Record<string, number>>;
}
interface HistoryJson {
  readonly value: unknown;
}
interface EventJson {
  readonly kind: string;
  readonly function: string | null;
  readonly text?: string | null;
}

async function recorded(program: string, options: readonly string[]): Promise<{ out: string; stdout: string }> {
  const out = join(folder, `${program}${options.join('')}.escope`);
  const ended = await record({ program, out, options, cwd: FIXTURES });
  expect(ended.code, ended.stderr).toBe(0);
  return { out, stdout: ended.stdout };
}

const frames = async (out: string, at: string): Promise<readonly FrameJson[]> =>
  (await elixirscopeJson<{ frames: readonly FrameJson[] }>(['state', out, '--at', at])).frames;
const eventsOf = (out: string, ...options: readonly string[]): Promise<readonly EventJson[]> =>
  elixirscopeJson<readonly EventJson[]>(['events', out, ...options]);
const variable = (frame: FrameJson, name: string): unknown =>
  frame.scopes.find(({ variables }) => name in variables)?.variables[name];
const isUnknown = (value: unknown): boolean => typeof value === 'object' && value !== null && '$unknown' in value;

describe('--max-overhead', () => {
  it('takes detail from hot functions, and shows nothing that is not so', { timeout: 120_000 }, async () => {
    const { out, stdout } = await recorded('hot.mjs', ['--max-overhead', '1.05']);
    expect(stdout).toBe('true\n');
    const { eventsLost, eventsLeftOut } = await elixirscopeJson<Info>(['info', out]);
    expect(eventsLeftOut.budget).toBeGreaterThan(1000);
    expect(eventsLost).toEqual({});
    const gaps = await eventsOf(out, '--kind', 'gap');
    expect(gaps.map(({ text }) => text).join('\n')).toMatch(/budget: \d+ left out; work: /);

    const looked = await eventsOf(out, '--kind', 'return', '--function', 'look', '--limit', '1000');
    expect(looked.length).toBeGreaterThan(3);
    let notFollowed = 0;
    for (const k of [1, 2, Math.ceil(looked.length / 2), looked.length - 1]) {
      const [look, run] = await frames(out, `hot.mjs:12#${k}`);
      expect([look?.function, run?.function]).toEqual(['look', 'run']);
      const n = variable(look!, 'k') as number;
      expect(variable(look!, 'value')).toBe(n * 2);
      const box = variable(look!, 'at') as { value: number; $seenAt?: number };
      if (box.$seenAt === undefined) expect(box.value).toBe(n * 2);
      const counter = variable(run!, 'n');
      if (isUnknown(counter)) {
        notFollowed++;
        expect(run?.detail).toBeDefined();
      } else expect(counter).toBe(n);
    }
    expect(notFollowed).toBeGreaterThan(0);
  });

  it('changes no place of an error where functions have two bodies and run the one that is recorded', async () => {
    const program = sample('fidelity/errors/first-operands.cjs');
    const { plain, recorded: own } = await runBoth(program, join(folder, 'places.escope'), ['--max-overhead', '1000']);
    expect(own).toEqual(plain);
  });

  it('must be greater than 1', async () => {
    const { code, stderr } = await elixirscope(['record', '--max-overhead', '1', 'hot.mjs'], { cwd: FIXTURES });
    expect(code).toBe(1);
    expect(stderr).toContain('greater than 1');
  });
});

describe('--sample', () => {
  it('records one turn of so many in full, all calls, and what is shown is right', { timeout: 60_000 }, async () => {
    const { out, stdout } = await recorded('turns.mjs', ['--sample', '5']);
    expect(stdout).toBe('2550\n');
    const calls = await eventsOf(out, '--function', 'handle', '--kind', 'enter');
    expect(calls).toHaveLength(50);
    const steps = await eventsOf(out, '--function', 'handle', '--kind', 'step');
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThanOrEqual(4 * 11);
    for (const k of [1, 5]) {
      const [handle] = await frames(out, `turns.mjs:6#${k}`);
      const turn = variable(handle!, 'turn') as number;
      expect(variable(handle!, 'twice')).toBe(turn * 2);
      const totals = variable(handle!, 'totals') as { sum: number; $seenAt?: number };
      if (totals.$seenAt === undefined) expect(totals.sum).toBe((turn - 1) * turn);
    }
    // Values that were assigned in other turns are said to be missing.
    const sums = await elixirscopeJson<readonly HistoryJson[]>([
      'history',
      out,
      '--at',
      'turns.mjs:6#5',
      '--expr',
      'totals.sum',
      '--limit',
      '3',
    ]);
    const known = sums.map(({ value }) => (isUnknown(value) ? '...' : value));
    expect(known).toEqual([0, '...', 30]);
  });

  it('adapts: a program with few events has all of them', { timeout: 60_000 }, async () => {
    const { out, stdout } = await recorded('turns.mjs', ['--sample', 'auto']);
    expect(stdout).toBe('2550\n');
    expect((await eventsOf(out, '--function', 'handle', '--kind', 'write')).length).toBeGreaterThanOrEqual(100);
  });
});
