/** What is assigned to names that nobody has declared is in the global object that is shown: it had been what it was when it was described. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { JsonObject } from '../oracle/compareValues.js';
import { LIMITS, RecordedRun } from '../oracle/recorded.js';
import { record } from './cli.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-undeclared-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = join(import.meta.dirname, '../fixtures/undeclared.cjs');
const NAMES = ['leaked', 'counted', 'first', 'second', 'one', 'two', 'third', 'others', 'last'];

/** Those of the names that the object has, each time that it is looked at. */
async function shown(...options: string[]): Promise<{ readonly values: JsonObject[]; readonly isSure: boolean }> {
  const out = join(folder, `${options.join('')}.escope`);
  const { code, stderr } = await record({ program, out, options });
  expect(code, stderr).toBe(0);
  const run = RecordedRun.open(out, { ...LIMITS, maxItems: 10_000 });
  try {
    let isSure = true;
    const ends = [...run.recording.events({ kinds: ['output'], thread: run.thread })];
    const values = ends.map(({ seq }) => {
      const scopes = run.frames(seq, 12).flatMap((frame) => frame.scopes ?? []);
      const world = scopes.find(({ variables }) => 'world' in variables)!.variables.world as JsonObject;
      if ('$seenAt' in world) isSure = false;
      const all = (world.props ?? world) as JsonObject;
      return Object.fromEntries(NAMES.filter((name) => name in all).map((name) => [name, all[name]!]));
    });
    return { values, isSure };
  } finally {
    run.close();
  }
}

const assigned = { leaked: { by: 'name', more: 1 }, counted: 4 };
const taken = { first: 1, second: 4, one: 1, two: 2, third: 3, others: { more: 5 }, last: 1 };
const { first, ...left } = taken;

it('in full', async () => {
  const { values, isSure } = await shown();
  expect(first).toBe(1);
  expect(values).toEqual([{}, assigned, { ...assigned, ...taken }, left]);
  expect(isSure).toBe(true);
});

it('with a budget that suffices', async () => {
  expect(await shown('--max-overhead', '10')).toEqual(await shown());
});
