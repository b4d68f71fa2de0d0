import { appendFileSync, copyFileSync, existsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { draft, record, removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { int, StreamBuilder, TableBuilder, undef } from '../../test/support/stream.js';
import { unwrap } from '../base/result.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { GAP } from '../wire/trace.js';
import { unseal } from './checksum.js';
import { zstdCompressSync } from 'node:zlib';
import { bytesOf, packedFrame } from './codec.js';
import { createDatabase } from './database.js';
import { TraceReader } from './reader.js';
import { Replayer } from './replay.js';
import { storedSource } from './storedSource.js';
import { TraceWriter } from './writer.js';

afterAll(removeFolders);

function loop() {
  const t = new TableBuilder();
  const f = t.fn('f');
  const n = t.variable('n', t.functions[f]!.scope);
  return {
    t,
    enter: t.site(SITE.enter, f),
    step: t.step(f, 1),
    write: t.write(n, 1),
    leave: t.site(SITE.return, f, { flags: SITE_FLAG.POPS }),
  };
}

/** One segment of `rounds` steps and writes; `first` enters. */
function rounds(p: ReturnType<typeof loop>, count: number, first: boolean): Int32Array {
  const s = new StreamBuilder();
  if (first) s.event(p.enter, [], undef);
  for (let i = 0; i < count; i++) {
    s.event(p.step);
    s.event(p.write, [], int(i));
  }
  return s.take();
}

test('a closed recording is one file', () => {
  const p = loop();
  const path = record(p.t, [rounds(p, 10, true)]);
  expect(existsSync(`${path}-wal`)).toBe(false);
  const reader = unwrap(TraceReader.open(path));
  expect(reader.meta().get('complete')).toBe('1');
  expect(reader.threads()[0]).toMatchObject({ events: 21, first_step: 1, last_step: 19 });
  reader.close();
});

test('a segment that came compressed is stored as it came', () => {
  const p = loop();
  const { path, writer, thread } = draft(p.t);
  const frame = zstdCompressSync(bytesOf(rounds(p, 100, true)));
  writer.appendCompressed(thread, frame);
  writer.close();
  const db = new Database(path, { readonly: true });
  const sealed = db.prepare<[], Buffer>('SELECT words FROM segment_data').pluck().get()!;
  expect(unseal(['segment_data', 1, 0, 'words'], sealed)).toEqual(packedFrame(frame));
  db.close();
});

test('events may arrive in pieces of any length', () => {
  const p = loop();
  const { path, writer, thread } = draft(p.t);
  const words = rounds(p, 50, true);
  for (let at = 0; at < words.length; at += 3)
    writer.append(thread, words.subarray(at, at + 3), at + 3 >= words.length);
  writer.close();
  expect(unwrap(TraceReader.open(path)).threads()[0]?.events).toBe(101);
});

test('a reader sees a growing recording after refresh', () => {
  const p = loop();
  const { path, writer, thread } = draft(p.t);
  writer.append(thread, rounds(p, 5, true), false);
  writer.sync();
  const reader = unwrap(TraceReader.open(path));
  const replayer = new Replayer(reader);
  expect(reader.segment(1, 0).offsets.length).toBe(11);
  writer.append(thread, rounds(p, 5, false), true);
  writer.append(thread, rounds(p, 7, false), false);
  writer.sync();
  expect(reader.segment(1, 0).offsets.length).toBe(11);
  reader.refresh();
  expect(reader.segments(1).map((r) => r.events)).toEqual([21, 14]);
  expect(replayer.at(1, 34).stack.slot(0, 0)).toMatchObject({ low: 6, seq: 34 });
  reader.close();
  writer.close();
});

test('whoever closes a recording last leaves one file', () => {
  const p = loop();
  const { path, writer, thread } = draft(p.t);
  writer.append(thread, rounds(p, 5, true), true);
  writer.sync();
  const [reader, other] = [unwrap(TraceReader.open(path)), unwrap(TraceReader.open(path))];
  writer.close();
  reader.close();
  expect(other.segments(1).map((r) => r.events)).toEqual([11]);
  other.close();
  expect(['-wal', '-shm'].filter((suffix) => existsSync(path + suffix))).toEqual([]);
  const again = unwrap(TraceReader.open(path));
  expect(again.threads()[0]?.events).toBe(11);
  again.close();
});

test('a recorder that is killed leaves a recording that opens', () => {
  const p = loop();
  const { path, writer, thread } = draft(p.t);
  writer.append(thread, rounds(p, 5, true), true);
  writer.append(thread, rounds(p, 5, false), false);
  writer.sync();
  // What a kill leaves: the file and its log as they are on disk at this moment.
  const dead = join(temporaryFolder(), 'dead.escope');
  copyFileSync(path, dead);
  copyFileSync(`${path}-wal`, `${dead}-wal`);
  const reader = unwrap(TraceReader.open(dead));
  expect(reader.threads()[0]?.events).toBe(21);
  expect(reader.meta().get('complete')).toBe('0');
  expect(existsSync(`${dead}-wal`)).toBe(false);
  reader.close();
  writer.close();
});

test('words that no site table explains end the thread, not the recording', () => {
  const p = loop();
  const { path, writer, thread, troubles } = draft(p.t);
  writer.append(thread, rounds(p, 5, true), true);
  writer.append(thread, Int32Array.of(5000 << 5), false);
  writer.append(thread, rounds(p, 5, false), true);
  writer.close();
  expect(troubles).toEqual(['stream-damaged']);
  const reader = unwrap(TraceReader.open(path));
  expect(reader.threads()[0]?.events).toBe(11);
  expect(reader.gaps()).toMatchObject([{ thread: 1, kind: GAP.engineLost, lost: 1 }]);
});

test('retention drops the oldest segments, keeps the rest readable, and says so', () => {
  const t = new TableBuilder();
  const f = t.fn('f');
  const n = t.variable('n', t.functions[f]!.scope);
  const [enter, step, write] = [t.site(SITE.enter, f), t.step(f, 1), t.write(n, 1)];
  const { path, writer, thread } = draft(t, { maxSize: 1_500_000 });
  let noise = 1;
  for (let k = 0; k < 130; k++) {
    const s = new StreamBuilder();
    if (k === 0) s.event(enter, [], undef);
    s.string(k + 1, `text ${k}`);
    for (let i = 0; i < 3000; i++) {
      s.event(step);
      noise = (Math.imul(noise, 1103515245) + 12345) | 0;
      s.event(write, [], int(noise));
    }
    writer.append(thread, s.take(), true);
    writer.sync();
  }
  writer.close();
  const reader = unwrap(TraceReader.open(path));
  const first = reader.segments(1)[0]!;
  expect(first.idx).toBeGreaterThan(0);
  expect(first.idx % 32).toBe(0);
  expect(reader.gaps()).toMatchObject([{ thread: 1, kind: GAP.retention, lost: first.first_seq }]);
  expect(reader.string(1, 1)?.text).toBe('text 0');
  const replayer = new Replayer(reader);
  expect(replayer.at(1, first.first_seq + 10).stack.depth).toBe(1);
  reader.close();
});

function emptyDatabase(): string {
  const path = join(temporaryFolder(), 'killed.escope');
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.close();
  return path;
}

test.each([
  ['a missing file', () => join(temporaryFolder(), 'none.escope'), 'recording-missing'],
  ['a text file', () => changed((path) => writeFileSync(path, 'hello '.repeat(1000))), 'not-a-recording'],
  ['another SQLite file', () => changed((path) => new Database(path).pragma('application_id = 7')), 'not-a-recording'],
  ['an older format', () => changed((path) => new Database(path).pragma('user_version = 1')), 'recording-older'],
  ['a newer format', () => changed((path) => new Database(path).pragma('user_version = 99')), 'recording-newer'],
  // Left by recorders that were killed while they created it.
  ['an empty file', () => changed((path) => truncateSync(path, 0)), 'recording-damaged'],
  ['an empty database', () => emptyDatabase(), 'recording-damaged'],
  ['a cut file', () => changed((path) => truncateSync(path, 20_000)), 'recording-damaged'],
])('opening %s fails with %s', (_, make, code) => {
  const result = TraceReader.open(make());
  expect(result.ok ? 'opened' : result.error.code).toBe(code);
});

test('garbage behind the database does not matter', () => {
  expect(TraceReader.open(changed((path) => appendFileSync(path, 'x'.repeat(100)))).ok).toBe(true);
});

test('a full disk ends the recording with one sentence and leaves a file that opens', () => {
  const p = loop();
  const path = join(temporaryFolder(), 'full.escope');
  const db = createDatabase(path);
  const troubles: string[] = [];
  const start = {
    path,
    program: '/w/a.ts',
    args: [],
    workspace: '/w',
    mode: 'full',
    overflow: 'block',
    ringBytes: 1 << 24,
    trouble: (code: string) => troubles.push(code),
  };
  const writer = new TraceWriter(db, start);
  const thread = writer.addThread({
    name: 'main',
    pid: 1,
    nodeThread: 0,
    node: 'v24.0.0',
    argv: [],
    cwd: '/w',
    program: '/w/a.ts',
  });
  writer.addModule(thread, {
    path: '/w/a.ts',
    key: 'a'.repeat(40),
    base: p.t.base,
    table: p.t.build(),
    stored: storedSource('a'.repeat(40), p.t.build(), ''),
  });
  writer.append(thread, rounds(p, 5, true), true);
  writer.sync();
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);
  for (let i = 0; i < 200; i++) writer.append(thread, rounds(p, 5000, false), true);
  writer.sync();
  writer.close();
  expect(troubles).toEqual(['disk-full']);
  const reader = unwrap(TraceReader.open(path));
  expect(reader.meta().get('complete')).toBe('0');
  expect(reader.segments(1)[0]?.events).toBe(11);
  reader.close();
});

function changed(change: (path: string) => unknown): string {
  const p = loop();
  const path = record(p.t, [rounds(p, 2000, true)]);
  change(path);
  return path;
}
