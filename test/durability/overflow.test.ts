/** Rings of all sizes, and what the drop policies do while the recorder is away: the program never waits, the loss is shown, and recording goes on. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { openRecording, type Recording, type RecordingInfo, stateJson, valueJson } from '../../src/query/api.js';
import { elixirscope, elixirscopeJson, record } from '../record/cli.js';
import { ROOT } from '../record/process.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-overflow-'));
const cwd = join(ROOT, 'test/fixtures/durability');
/** At most. */
const AWAY_MILLIS = 30_000;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['drop-newest', 'drop-oldest'])('--overflow %s', (overflow) => {
  it('drops while the recorder is away, says so, and is whole again afterwards', async () => {
    const out = join(folder, `${overflow}.escope`);
    const stopped = join(folder, `${overflow}.stopped`);
    let isAway = false;
    let endedWhileAway = false;
    // A second of steady load, three at full speed, for which the recorder is stopped, two seconds of steady load.
    const ended = await record({
      program: join(cwd, 'load.mjs'),
      args: ['1', '5', '3', '0', '2', '5', stopped],
      out,
      cwd,
      options: ['--ring', '1MB', '--overflow', overflow],
      started: (recorder) =>
        recorder.stdout!.once('data', () => {
          isAway = recorder.kill('SIGSTOP');
          writeFileSync(stopped, '');
          const back = (): void => {
            isAway = !recorder.kill('SIGCONT');
          };
          const timer = setTimeout(back, AWAY_MILLIS);
          recorder.stdout!.once('data', () => {
            endedWhileAway = isAway;
            clearTimeout(timer);
            back();
          });
        }),
    });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    // With `block` the phase at full speed could not have ended before the recorder was back, nor done much.
    expect(endedWhileAway).toBe(true);
    const rounds = [...ended.stdout.matchAll(/^phase \d+ (\d+)$/gm)].map(([, count]) => Number(count));
    const recording = unwrap(openRecording(out));
    try {
      expectGap(recording);
      const end = JSON.stringify(stateJson(recording, recording.resolve('end'), { depth: 1, maxItems: 20 }));
      expect(end).toContain(`"rounds":${rounds[2]},`);
      expectWholeSince(recording, rounds[1]! + 50);
    } finally {
      recording.close();
    }
  });
});

function expectGap(recording: Recording): void {
  const { eventsLost, eventsLeftOut, overflow, ringBytes } = recording.info();
  expect({ overflow: overflow.startsWith('drop'), ringBytes }).toEqual({ overflow: true, ringBytes: 1 << 20 });
  expect(eventsLost.overflow).toBeGreaterThan(50_000);
  expect([Object.keys(eventsLost), eventsLeftOut]).toEqual([['overflow'], {}]);
  const gaps = [...recording.events({ kinds: ['gap'] })];
  const named = gaps.reduce((sum, { text }) => sum + Number(/^overflow: (\d+) lost$/.exec(text ?? '')?.[1]), 0);
  expect(named).toBe(eventsLost.overflow);
  expect(recording.verify().sound).toBe(true);
}

/** The latest rounds are there, one by one, all of them later than the one given, with their arguments and with what they made. */
function expectWholeSince(recording: Recording, first: number): void {
  const path = recording.info().files[0]!.path;
  const line =
    1 +
    readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('kept.set('));
  const stops = { breakpoints: [{ id: 1, path, line }], throws: 'none' as const };
  let expected: number | undefined;
  let at = recording.resolve('end');
  for (let i = 0; i < 20; i++) {
    const hit = recording.run(at, stops, 'backward');
    expect(hit.reason).toBe('breakpoint');
    at = hit.position;
    const variables = recording.scopes(at, 0).flatMap((scope) => scope.variables);
    const printed = (name: string): string =>
      JSON.stringify(
        valueJson(recording, at, {
          value: variables.find((variable) => variable.name === name)!.value,
          limits: { depth: 3, maxItems: 5 },
        }),
      );
    const k = Number(printed('k'));
    if (expected !== undefined) expect(k).toBe(expected - 1);
    expect(printed('item')).toContain(`{"id":${k},"name":"item ${k % 1000}","parts":[{"count":`);
    expected = k;
    expect(k).toBeGreaterThan(first);
  }
}

describe('--ring', () => {
  it.each([
    ['256KB', 1 << 18],
    ['1MB', 1 << 20],
    ['1GB', 1 << 30],
  ])('of %s', async (ring, bytes) => {
    const out = join(folder, `${ring}.escope`);
    const ended = await record({ program: join(cwd, 'server.ts'), args: ['5'], out, cwd, options: ['--ring', ring] });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const info = await elixirscopeJson<RecordingInfo>(['info', out]);
    expect(info).toMatchObject({
      overflow: 'block',
      ringBytes: bytes,
      maxSize: null,
      eventsLost: {},
      eventsLeftOut: {},
    });
    const { stdout } = await elixirscope(['info', out]);
    expect(stdout).toMatch(new RegExp(`^overflow +block, ring ${ring.replace(/(\d+)/, '$1(\\.0)? ')}$`, 'm'));
  });

  it('of more than 1 GB is refused', async () => {
    const ended = await elixirscope(['record', '--ring', '2GB', 'server.ts'], { cwd });
    expect(ended).toMatchObject({
      code: 1,
      stderr: 'elixirscope: The ring between program and recorder has 1 GB at most: choose a smaller one.\n',
    });
  });
});
