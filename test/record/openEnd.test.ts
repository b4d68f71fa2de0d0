// Needs dist/runtime (npm run build). What a stopped program's last events show before they are stored is what the recording shows once they are.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { seq } from '../../src/base/units.js';
import { openRecording, type Position, type Recording, stateJson } from '../../src/query/api.js';
import type { SessionEvent } from '../../src/record/events.js';
import type { RecordSession } from '../../src/record/session.js';
import { startRecording } from '../../src/record/start.js';
import { MOVE } from '../../src/wire/ring.js';
import { removeFolders, temporaryFolder } from '../support/traceFile.js';
import { ROOT } from './process.js';

type Stop = Extract<SessionEvent, { kind: 'stopped' }>;

interface Compared {
  /** stops that were looked at before they were stored */
  readonly open: number;
  /** stops that could not be looked at so, even after all had been stored */
  readonly refused: number;
  readonly stops: number;
  /** state before and after they were stored, where it is not the same */
  readonly different: readonly (readonly [string, string])[];
}

const MOST_STOPS = 150;
const LIMITS = { depth: 4, maxItems: 20 };

afterAll(removeFolders);

/** Runs a program statement by statement, or from one breakpoint to the next. */
async function compare(
  cwd: string,
  program: string,
  { breakpoint, maxSize }: { readonly breakpoint?: number; readonly maxSize?: number } = {},
): Promise<Compared> {
  const session = await startRecording({
    launch: { kind: 'program', program, args: [] },
    cwd,
    runtimeExecutable: process.execPath,
    stdio: 'pipe',
    waitForGo: true,
    ...(maxSize !== undefined && { maxSize }),
  });
  const stopped = stopsOf(session);
  const connected = new Promise<void>((resolve) => {
    session.subscribe(({ kind }) => kind === 'thread' && resolve());
  });
  const path = join(cwd, program);
  const places = breakpoint === undefined ? [] : [{ id: 1, path, line: breakpoint }];
  session.setBreakpoints(places, { caught: false, uncaught: false });
  await connected;
  if (breakpoint === undefined) session.pause();
  session.go();
  const both = new Both(session);
  for await (const stop of stopped) {
    both.look(stop);
    if (both.stops === MOST_STOPS) break;
    session.resume(stop.thread, breakpoint === undefined ? MOVE.into : MOVE.run, stop.depth);
  }
  await session.close();
  return both;
}

async function* stopsOf(session: RecordSession): AsyncGenerator<Stop> {
  const waiting: (Stop | undefined)[] = [];
  let wake = (): void => undefined;
  session.subscribe((event) => {
    if (event.kind === 'stopped') waiting.push(event);
    if (event.kind === 'exit') waiting.push(undefined);
    wake();
  });
  for (;;) {
    if (waiting.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (waiting.length === 0) continue;
    const stop = waiting.shift();
    if (stop === undefined) return;
    yield stop;
  }
}

class Both implements Compared {
  open = 0;
  refused = 0;
  stops = 0;
  readonly different: [string, string][] = [];
  #early: Recording | undefined;
  #late: Recording | undefined;
  #version: number | undefined;

  constructor(readonly session: RecordSession) {}

  look({ thread, seq }: Stop): void {
    const { edge, path } = this.session;
    const at = { thread, seq };
    let end = edge.end(thread);
    if (this.#early === undefined || end?.version !== this.#version) {
      edge.store();
      this.#early ??= unwrap(openRecording(path));
      this.#early.refresh();
      end = edge.end(thread);
      this.#version = end?.version;
    } else this.open++;
    const early = this.#early;
    const before = end && early.atEnd(end, at, () => this.#state(early, at));
    edge.store();
    this.#late ??= unwrap(openRecording(path));
    this.#late.refresh();
    const after = this.#state(this.#late, at);
    this.stops++;
    if (before === undefined) this.refused++;
    else if (before !== after) this.different.push([before, after]);
  }

  #state(recording: Recording, at: Position): string {
    return JSON.stringify(stateJson(recording, at, LIMITS));
  }
}

const FEATURES = [
  'closures.ts',
  'classes.ts',
  'async.ts',
  'generators.ts',
  'builtins.ts',
  'exceptions.ts',
  'sloppy.cjs',
];

test.each(FEATURES)('%s, statement by statement', async (program) => {
  const cwd = temporaryFolder();
  cpSync(join(ROOT, 'test/programs/features'), cwd, { recursive: true });
  const { stops, open, refused, different } = await compare(cwd, program);
  expect(different).toEqual([]);
  expect(refused).toBe(0);
  expect(stops).toBeGreaterThan(20);
  expect(open).toBeGreaterThan(stops / 4);
});

test('who leaves the program between two of many stops takes nothing of the recording along', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'hits.cjs'), 'let sum = 0;\nfor (let i = 0; i < 600; i++) {\n  sum += i;\n}\n');
  const session = await startRecording({
    launch: { kind: 'program', program: 'hits.cjs', args: [] },
    cwd,
    runtimeExecutable: process.execPath,
    stdio: 'pipe',
    waitForGo: true,
  });
  const path = join(cwd, 'hits.cjs');
  session.setBreakpoints([{ id: 1, path, line: 3 }], { caught: false, uncaught: false });
  let stops = 0;
  const leave = session.subscribe((event) => {
    if (event.kind !== 'stopped') return;
    session.resume(event.thread, MOVE.run, event.depth);
    if (++stops === 200) leave();
  });
  session.go();
  expect(await session.exited).toEqual({ code: 0, signal: undefined });
  const recording = unwrap(openRecording(session.path));
  const { thread } = recording.resolve('start');
  expect(recording.executions({ thread, seq: seq(0) }, { path, line: 3 }, 1)?.total).toBe(600);
  recording.close();
});

test.each([{}, { maxSize: 400_000 }])('stops with whole segments between them %o', async (limits) => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'long.cjs'),
    `const seen = new Map();
const items = [{ n: 0, of: [] }, { n: 0, of: [] }];
class Counter { constructor() { this.count = 0; } add(by) { this.count += by; return this; } }
const counter = new Counter();
let text = '';
function work(round) {
  const own = { round, parts: [] };
  for (let i = 0; i < 700; i++) {
    own.parts[i % 5] = i;
    counter.add(i % 3);
  }
  items[round % 2].n = round;
  items[round % 2].of.push(own);
  if (items[0].of.length > 4) items[0].of.shift();
  text = 'round ' + round;
  seen.set(text, own);
  return () => own.round + round;
}
let last;
for (let round = 0; round < 60; round++) {
  const done = work(round);
  last = done();
}
`,
  );
  const { stops, open, refused, different } = await compare(cwd, 'long.cjs', { breakpoint: 22, ...limits });
  expect(different).toEqual([]);
  expect(refused).toBe(0);
  expect(stops).toBe(60);
  expect(open).toBeGreaterThan(15);
});
