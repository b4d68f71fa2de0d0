/**
 * What programs do at the limits of the language: the program's output is its own, nothing is lost, and the recording opens.
 * An eighth of the sizes; `npm run test:faults` takes the whole ones (a string of 1 GB, 10^6 properties, 10^7 elements).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { openRecording, type Recording, stateJson } from '../../src/query/api.js';
import { record } from '../record/cli.js';
import { ROOT, run } from '../record/process.js';
import { FULL } from './full.js';

const SCALE = FULL ? '1' : '0.125';
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-extremes-'));
const cwd = join(ROOT, 'test/fixtures/durability');
const program = join(cwd, 'extremes.mjs');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const last = (recording: Recording): string =>
  JSON.stringify(stateJson(recording, recording.resolve('end'), { depth: 1, maxItems: 10 }));

/** Frames of the deepest of some places in the recording. */
function deepest(recording: Recording): number {
  const { events } = recording.info();
  const places = Array.from({ length: 60 }, (_, i) => recording.resolve(`seq:${Math.floor((events * i) / 60)}`));
  return Math.max(...places.map((at) => recording.stack(at, { start: 0, count: 1 }).total));
}

/** The variables of a case at its `return`. */
function variablesAt(recording: Recording, line: number): string {
  const at = recording.resolve(`extremes.mjs:${line}`);
  return JSON.stringify(stateJson(recording, at, { depth: 1, maxItems: 3, frame: 0 }));
}

/** What the recording says about the case besides its result. */
const CASES: Readonly<Record<string, (recording: Recording) => void>> = {
  recursion: (recording) => expect(deepest(recording)).toBeGreaterThan(3000),
  overflow: (recording) => expect(deepest(recording)).toBeGreaterThan(3000),
  string: (recording) =>
    expect(variablesAt(recording, 27)).toContain(
      `"text":{"$truncated":"length","size":${Math.floor((2 ** 29 - 24) * Number(SCALE))},`,
    ),
  object: (recording) =>
    expect(variablesAt(recording, 32)).toContain(
      `"big":{"p0":0,"p1":1,"p2":2,"…":{"$truncated":"items","size":${1e6 * Number(SCALE)}}}`,
    ),
  array: (recording) =>
    expect(variablesAt(recording, 37)).toContain(`"ones":[1,1,1,{"$truncated":"items","size":${1e7 * Number(SCALE)}}]`),
  cycle: (recording) => expect(variablesAt(recording, 48)).toMatch(/"a":\{"name":"a",.*"self":\{"\$ref":"\d+"\}/),
};

describe.each(Object.keys(CASES))('%s', (name) => {
  it('is recorded without loss', { timeout: 300_000 }, async () => {
    const out = join(folder, `${name}.escope`);
    const plain = await run('node', [program, name, SCALE]);
    const recorded = await record({ program, args: [name, SCALE], out, cwd, timeoutMillis: 100_000 });
    // The stack of a recorded program ends earlier (FIDELITY.md).
    const expected = name === 'recursion' ? /^recursion (10000|RangeError)\n$/ : new RegExp(`^${plain.stdout}$`);
    expect(recorded).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(expected) });
    const recording = unwrap(openRecording(out));
    try {
      const { captureFailed = 0, ...lost } = recording.info().eventsLost;
      expect({ ...lost, ...recording.info().eventsLeftOut }).toEqual({});
      if (name !== 'recursion' && name !== 'overflow') expect(captureFailed).toBe(0);
      expect(recording.verify()).toMatchObject({ sound: true, complete: true });
      expect(last(recording)).toContain(recorded.stdout.trim().split(' ')[1]);
      CASES[name]!(recording);
    } finally {
      recording.close();
    }
  });
});
