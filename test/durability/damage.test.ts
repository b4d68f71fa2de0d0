/**
 * A real recording, damaged at random: bits flipped, pages overwritten, the end cut off. Opening it and every question to it either give
 * what the sound file gives, or say that something is not known any more. Nothing hangs.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { openRecording, type Recording, type Verification } from '../../src/query/api.js';
import { runs } from '../properties.js';
import { elixirscope, elixirscopeJson, record } from '../record/cli.js';
import { ROOT } from '../record/process.js';
import { type Answers, ask, falsehoods, stateAt } from './answers.js';

/** CPU time of the thread. Asking everything of the sound file takes half a second. */
const HANG_MILLIS = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-damage-'));
const sound = join(folder, 'sound.escope');
const damaged = join(folder, 'damaged.escope');
let bytes: Buffer;
let truth: Answers;
let whole: Recording;

function withOpen<T>(path: string, use: (recording: Recording) => T): T {
  const recording = unwrap(openRecording(path));
  try {
    return use(recording);
  } finally {
    recording.close();
  }
}

beforeAll(async () => {
  const program = join(ROOT, 'test/fixtures/durability/ledger.ts');
  const { code, stderr } = await record({ program, out: sound, cwd: join(ROOT, 'test/fixtures/durability') });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  bytes = readFileSync(sound);
  whole = unwrap(openRecording(sound));
  truth = ask(whole);
});

afterAll(() => {
  whole.close();
  rmSync(folder, { recursive: true, force: true });
});

type Harm =
  | { readonly kind: 'flip'; readonly places: readonly { readonly at: number; readonly bit: number }[] }
  | { readonly kind: 'overwrite'; readonly at: number; readonly length: number; readonly with: number }
  | { readonly kind: 'cut'; readonly at: number };

const where = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const harm: fc.Arbitrary<Harm> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('flip' as const),
      places: fc.array(fc.record({ at: where, bit: fc.nat(7) }), { minLength: 1, maxLength: 20 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('overwrite' as const),
      at: where,
      length: fc.integer({ min: 1, max: 70_000 }),
      with: fc.nat(255),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: where }) },
);

function harmed(harm: Harm): Buffer {
  const copy = Buffer.from(bytes);
  const place = (at: number): number => Math.floor(at * bytes.length);
  if (harm.kind === 'cut') return copy.subarray(0, place(harm.at));
  if (harm.kind === 'overwrite')
    copy.fill(harm.with, place(harm.at), Math.min(bytes.length, place(harm.at) + harm.length));
  else for (const { at, bit } of harm.places) copy[place(at)]! ^= 1 << bit;
  return copy;
}

describe('a damaged recording', () => {
  it('tells the truth, or that it does not know', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(harm, (what) => {
        writeFileSync(damaged, harmed(what));
        const before = process.threadCpuUsage();
        const opened = openRecording(damaged);
        if (!opened.ok) {
          expect(`${opened.error.code}: ${opened.error.message}`).toMatch(
            /^(recording-(damaged|older|newer)|not-a-recording): /,
          );
          return;
        }
        try {
          const told = ask(opened.value);
          expect(falsehoods(truth, told, (seq) => stateAt(whole, seq))).toEqual([]);
          opened.value.verify();
        } finally {
          opened.value.close();
        }
        const { user, system } = process.threadCpuUsage(before);
        expect((user + system) / 1000).toBeLessThan(HANG_MILLIS);
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('a segment whose events are damaged', () => {
  const SEGMENT = 2;

  beforeAll(() => {
    writeFileSync(damaged, bytes);
    const db = new Database(damaged);
    const words = db.prepare<[number], Buffer>('SELECT words FROM segment_data WHERE idx = ?').pluck().get(SEGMENT)!;
    words[words.length >> 1]! ^= 1;
    db.prepare('UPDATE segment_data SET words = ? WHERE idx = ?').run(words, SEGMENT);
    db.close();
  });

  it('is shown as a gap that says how many events are lost', () => {
    withOpen(damaged, (recording) => {
      const gaps = [...recording.events({ kinds: ['gap'] })];
      expect(gaps).toHaveLength(1);
      expect(gaps[0]).toMatchObject({
        kind: 'gap',
        name: 'damaged',
        text: expect.stringMatching(/^damaged: \d+ lost$/),
      });
    });
  });

  it('is a part of the timeline that is lost', () => {
    withOpen(damaged, (recording) => {
      const [gap] = [...recording.events({ kinds: ['gap'] })];
      const { damaged: parts } = recording.timeline({ thread: gap!.thread, axis: 'events', width: 100 });
      const count = Number(/\d+/.exec(gap!.text!)![0]);
      expect(parts).toEqual([[gap!.seq, gap!.seq + count - 1]]);
    });
  });

  it('can be passed in both directions', () => {
    withOpen(damaged, (recording) => {
      const [gap] = [...recording.events({ kinds: ['gap'] })];
      const count = Number(/\d+/.exec(gap!.text!)![0]);
      const thread = gap!.thread;
      expect(() => recording.resolve(`seq:${gap!.seq + 10}`)).not.toThrow();
      expect(() => recording.stack(recording.resolve(`seq:${gap!.seq + 10}`))).toThrow(/are lost/);
      const after = recording.snap(recording.resolve(`seq:${gap!.seq + count + 100}`));
      let at = after;
      for (let i = 0; i < 200 && at.seq > gap!.seq; i++) at = recording.step(at, 'into', 'backward') ?? at;
      expect(at.seq).toBeLessThan(gap!.seq);
      for (let i = 0; i < 200 && at.seq < after.seq; i++) at = recording.step(at, 'into', 'forward') ?? at;
      expect(at).toEqual(after);
      expect(recording.stack(at).frames[0]?.functionName).toBe(
        withOpen(sound, (whole) => whole.stack({ thread, seq: after.seq }).frames[0]?.functionName),
      );
    });
  });

  it('verify says what is lost, and what can be read', async () => {
    const text = await elixirscope(['verify', damaged]);
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/events +1:\d+ to 1:\d+ +its checksum does not fit +these events are lost/);
    expect(text.stderr).toMatch(/^elixirscope: .* is damaged in 1 place: [\d,]+ of [\d,]+ events can be read\.\n$/);
    const json = await elixirscope(['verify', '--json', damaged]);
    const found = JSON.parse(json.stdout) as Verification;
    expect(found).toMatchObject({ sound: false, complete: true, threads: [{ id: 1, segmentsLost: 1 }] });
    expect(found.damage).toHaveLength(1);
    expect(found.eventsLost).toBe(found.damage[0]!.last! - found.damage[0]!.first! + 1);
  });
});

it('verify finds nothing in a sound recording', async () => {
  const found = await elixirscopeJson<Verification>(['verify', sound]);
  expect(found).toMatchObject({ sound: true, complete: true, eventsLost: 0, damage: [] });
  expect(found.events).toBe(withOpen(sound, (recording) => recording.info().events));
});
