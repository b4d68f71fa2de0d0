/** A real recording that is kept below a size: consistent from the first event that is left, and honest about what was before. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { origins } from '../../src/analysis/origins.js';
import { defined } from '../../src/base/assert.js';
import { unwrap } from '../../src/base/result.js';
import { openRecording, type Position, type Recording, stateJson } from '../../src/query/api.js';
import { record } from '../record/cli.js';
import { ROOT } from '../record/process.js';

const LIMIT = 4 << 20;
/** A batch that is written at once, and the file's own tables. */
const OVER = 2 << 20;
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-retention-'));
const cwd = join(ROOT, 'test/fixtures/durability');
const program = join(cwd, 'server.ts');
let whole: Recording;
let kept: Recording;
let first: number;
let opened: readonly Recording[] = [];

beforeAll(async () => {
  const run = async (name: string, options: readonly string[]): Promise<Recording> => {
    const out = join(folder, `${name}.escope`);
    const ended = await record({ program, args: ['250'], out, cwd, options });
    expect(ended).toMatchObject({ code: 0, stdout: '246875000 500000 25 user19 in round 249\n', stderr: '' });
    return unwrap(openRecording(out));
  };
  // Positions are compared, so the two runs must have as many: one in which a turn's time budget left out a look at an object (one `resync` less,
  // 3 of 132 runs on a busy machine) is made again.
  const runs: { kept: Recording; whole: Recording }[] = [];
  let pair: { kept: Recording; whole: Recording } | undefined;
  while (pair === undefined && runs.length < 5) {
    const { length } = runs;
    runs.push({
      kept: await run(`kept${length}`, ['--max-size', String(LIMIT)]),
      whole: await run(`whole${length}`, []),
    });
    pair = runs
      .flatMap((one) => runs.map((other) => ({ kept: one.kept, whole: other.whole })))
      .find((both) => both.kept.info().events === both.whole.info().events);
  }
  opened = runs.flatMap((one) => [one.kept, one.whole]);
  ({ kept, whole } = defined(pair, 'no two runs have as many events'));
  first = kept.info().threads[0]!.dropped;
});

afterAll(() => {
  for (const recording of opened) recording.close();
  rmSync(folder, { recursive: true, force: true });
});

const place = { path: program, line: 27 };

it('stays below its size, counts what it dropped and is sound', () => {
  expect(statSync(kept.info().path).size).toBeLessThan(LIMIT + OVER);
  expect(first).toBeGreaterThan(1_000_000);
  expect(kept.info()).toMatchObject({
    complete: true,
    eventsLost: {},
    eventsLeftOut: { retention: first },
    events: whole.info().events,
  });
  expect(kept.verify()).toMatchObject({ sound: true, eventsLost: 0 });
});

describe('what is kept', () => {
  it('is walked to its beginning and no further', () => {
    const start = kept.resolve('start');
    expect(start.seq).toBeGreaterThanOrEqual(first);
    expect(kept.step(start, 'into', 'backward')).toBeUndefined();
    const back = kept.run(kept.resolve('end'), { breakpoints: [], throws: 'none' }, 'backward');
    expect(back).toMatchObject({ reason: 'start', position: start });
    expect(() => kept.resolve('seq:5')).toThrow(/has \d+ to \d+ \(what was before was dropped: --max-size\)/);
  });

  it('has the stack and the locals that the whole recording has', () => {
    for (const spec of ['start', 'end', `seq:${first + 100_000}`, `seq:${first + 2_000_001}`]) {
      const at = kept.resolve(spec);
      const names = (recording: Recording): string[] =>
        recording.stack(at).frames.map(({ functionName }) => functionName);
      expect(names(kept)).toEqual(names(whole));
      const locals = (recording: Recording): unknown =>
        recording.scopes(at, 0).filter(({ kind }) => kind === 'local' || kind === 'block');
      expect(withoutObjects(locals(kept))).toEqual(withoutObjects(locals(whole)));
    }
  });

  it("has the modules' variables, whenever they were written", () => {
    const at = kept.resolve(`seq:${first + 100_000}`);
    const modules = (recording: Recording): unknown => recording.scopes(at, recording.stack(at).total - 1).at(-1);
    expect(JSON.stringify(modules(kept))).toContain('"name":"rounds"');
    expect(modules(kept)).toEqual(modules(whole));
  });

  it('has breakpoints backwards as far as it goes', () => {
    const stops = { breakpoints: [{ id: 1, ...place }], throws: 'none' as const };
    let at: Position = kept.step(kept.resolve('start'), 'into', 'forward')!;
    for (let i = 0; i < 200; i++) at = kept.run(at, stops, 'forward').position;
    let reason = 'breakpoint';
    let hits = 0;
    for (; reason === 'breakpoint'; hits++) ({ position: at, reason } = kept.run(at, stops, 'backward'));
    expect(reason).toBe('start');
    expect(hits).toBeGreaterThanOrEqual(199);
    expect(kept.executions(at, place, 5)?.total).toBeLessThan(whole.executions(at, place, 5)!.total);
  });
});

describe('what was before', () => {
  it('is unknown by name: a variable, an object, what it is made of', () => {
    const at = kept.resolve(`seq:${first + 100_000}`);
    const stateAt = (position: Position): string =>
      JSON.stringify(stateJson(kept, position, { depth: 2, maxItems: 9 }));
    expect(stateAt(at)).toContain(`"sessions":{"$unknown":"from before the recording begins (event 1:${first})"}`);
    expect(stateAt(kept.resolve('start'))).toMatch(/"totals":\{"\$unknown":"from before the recording begins/);
    // What is assigned to all the time is described again now and then.
    expect(stateAt(kept.resolve('end'))).toContain('"totals":{"requests":500000');
    // What is not is known as far as it was assigned to since.
    const failures = /"failures":\{"\$unknown":"from before the recording begins[^{}]*,"props":\{"count":25\}/;
    expect(stateAt(kept.resolve('end'))).toMatch(failures);
  });

  it('begins histories and ends origins', () => {
    const at = kept.run(
      kept.resolve('start'),
      { breakpoints: [{ id: 1, ...place }], throws: 'none' },
      'forward',
    ).position;
    const [begin, next] = [...kept.history(at, 'last')];
    expect(begin).toMatchObject({
      gone: expect.stringContaining('the recording begins here'),
      position: { seq: first },
    });
    expect(next?.value.kind).toBe('string');
    const links = origins(kept, at, kept.dataRef(at, 0, 'session.name'));
    expect(links.at(-1)?.text).toContain('the recording begins here');
  });
});

/** Objects from before are unknown in one of the two. */
const withoutObjects = (scopes: unknown): unknown =>
  JSON.parse(JSON.stringify(scopes, (_, value: { kind?: string }) => (value?.kind === 'object' ? 'object' : value)));
