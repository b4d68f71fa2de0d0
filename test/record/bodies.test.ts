/**
 * Functions lose their detail and have it back while they run: what is shown of the objects that they change is what it was, or says that it may
 * be out of date. What it was, the same program tells that runs in this process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Json } from '../../src/query/json.js';
import { given, isBusy, play, ROUNDS } from '../fixtures/budget/world.mjs';
import { Comparer } from '../oracle/compareValues.js';
import { LIMITS, RecordedRun } from '../oracle/recorded.js';
import { record } from './cli.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/budget');
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bodies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOT_CAPTURED = JSON.stringify({ $unknown: 'not captured' });

/** As the recording's values are printed. */
function json(value: unknown, around: readonly unknown[] = []): Json {
  if (value === undefined) return { $undefined: true };
  if (typeof value !== 'object' || value === null) return value as Json;
  if (around.includes(value)) return { $ref: true };
  const inside = (v: unknown): Json => json(v, [...around, value]);
  if (Array.isArray(value)) return value.map(inside);
  if (value instanceof Map) return { $map: [...value].map(([k, v]) => [inside(k), inside(v)]) };
  if (value instanceof Set) return { $set: [...value].map(inside) };
  if (ArrayBuffer.isView(value)) {
    const hex = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
    return { $buffer: value.constructor.name, length: (value as Uint8Array).length, hex };
  }
  const own = 'props' in value ? (value.props as () => object).call(value) : value;
  const props = Object.fromEntries(Object.entries(own).map(([key, v]) => [key, inside(v)]));
  return value.constructor === Object ? props : { $class: value.constructor.name, props };
}

const truth = Array.from({ length: ROUNDS }, (_, round) => {
  play(round);
  const { seen, sum, point, calls } = given();
  return { seen: json(seen), sum, point: json(point), calls };
});

it('shows nothing that is not so', { timeout: 180_000 }, async () => {
  const out = join(folder, 'switching.escope');
  // Little enough that most functions have to be counted only in busy rounds on any machine: with 1.5 next to none had to on a quiet one.
  const options = ['--max-overhead', '1.2'];
  const { code, stderr } = await record({ program: 'switching.mjs', out, options, cwd: FIXTURES });
  expect(code, stderr).toBe(0);
  const run = RecordedRun.open(out, LIMITS);
  try {
    const changes = [...run.recording.events({ kinds: ['gap'], thread: run.thread })].map(({ text }) => text ?? '');
    // They have switched to the other body and back.
    for (const level of ['counted only', 'everything'])
      expect(changes.filter((text) => text.includes(`${level} from here`)).length).toBeGreaterThan(3);

    const { fresh, stale, differences } = compared(run);
    expect(differences.slice(0, 5)).toEqual([]);
    // At the end of the quiet rounds everything is known.
    expect(fresh.filter((round) => !isBusy(round)).length).toBeGreaterThan(3);
    expect(stale.length).toBeGreaterThan(0);
  } finally {
    run.close();
  }
});

interface Compared {
  readonly fresh: number[];
  readonly stale: number[];
  readonly differences: unknown[];
}

function compared(run: RecordedRun): Compared {
  const all: Compared = { fresh: [], stale: [], differences: [] };
  const looks = [...run.recording.events({ kinds: ['return'], functionName: 'look', thread: run.thread })];
  for (const { seq } of looks.filter((_, i) => i % 3 === 0)) {
    const [frame] = run.frames(seq - 1, 1);
    const scopes = frame!.scopes!.map((scope) => scope.variables);
    const variables = Object.assign({}, ...scopes) as Record<string, Json>;
    const { round } = variables;
    // `look` has lost its own detail: nothing is claimed.
    if (typeof round !== 'number') continue;
    const comparer = new Comparer();
    for (const name of ['seen', 'sum', 'point', 'calls'] as const)
      comparer.value('variable', name, truth[round]![name], variables[name]);
    // Private fields of an object whose constructor was counted only are said to be unknown.
    const differences = comparer.differences.filter(({ recorded }) => recorded !== NOT_CAPTURED);
    const areMissing = differences.length < comparer.differences.length;
    (comparer.stale === 0 && !areMissing ? all.fresh : all.stale).push(round);
    for (const difference of differences) all.differences.push({ round, ...difference });
  }
  return all;
}
