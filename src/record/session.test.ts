// Needs dist/runtime (npm run build): sessions launch real programs.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { unwrap } from '../base/result.js';
import { TraceReader } from '../store/reader.js';
import { type DebuggeeOptions, OPTIONS_VARIABLE } from '../wire/control.js';
import { MOVE, STOP } from '../wire/ring.js';
import type { SessionEvent } from './events.js';
import type { RecordOptions } from './options.js';
import type { RecordSession } from './session.js';
import { startRecording } from './start.js';

afterAll(removeFolders);

const PROGRAM = `let total = 0;
for (let i = 0; i < 4; i++) {
  total += double(i);
}
function double(n: number): number {
  return n * 2;
}
console.log('total', total);
`;

function options(changes: Partial<RecordOptions> = {}): RecordOptions {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'a.ts'), PROGRAM);
  return {
    launch: { kind: 'program', program: 'a.ts', args: [] },
    cwd,
    runtimeExecutable: process.execPath,
    stdio: 'pipe',
    ...changes,
  };
}

/** Everything the session says, but for the clockwork. */
function listen(session: RecordSession): SessionEvent[] {
  const events: SessionEvent[] = [];
  session.subscribe((event) => {
    if (event.kind !== 'synced' && event.kind !== 'usage') events.push(event);
  });
  return events;
}

function until<K extends SessionEvent['kind']>(
  session: RecordSession,
  kind: K,
): Promise<Extract<SessionEvent, { kind: K }>> {
  return new Promise((resolve) => {
    const stop = session.subscribe((event) => {
      if (event.kind !== kind) return;
      stop();
      resolve(event as Extract<SessionEvent, { kind: K }>);
    });
  });
}

test('a program that turns out not to be recordable does not run', async () => {
  const cwd = temporaryFolder();
  const ran = join(cwd, 'ran');
  writeFileSync(join(cwd, 'a.ts'), `require('node:fs').writeFileSync(${JSON.stringify(ran)}, '');`);
  // A file can be there, but no database: SQLite takes no paths of more than 512 bytes.
  const out = join(cwd, ...Array.from({ length: 3 }, () => 'd'.repeat(200)), 'a.escope');
  await expect(startRecording(options({ cwd, out }))).rejects.toMatchObject({ code: 'recording-unwritable' });
  // The place was taken, and is given back.
  expect(existsSync(dirname(out))).toBe(true);
  expect(existsSync(out)).toBe(false);
  await expect.poll(() => processesIn(cwd), { timeout: 5000 }).toEqual([]);
  expect(existsSync(ran)).toBe(false);
});

const processesIn = (cwd: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === cwd;
    } catch {
      return false;
    }
  });

test('a program is recorded into one closed file, its output and exit code are its own', async () => {
  const session = await startRecording(options());
  const events = listen(session);
  expect(await session.exited).toEqual({ code: 0, signal: undefined });
  expect(events.filter((e) => e.kind === 'stdio')).toEqual([{ kind: 'stdio', stream: 'stdout', text: 'total 12\n' }]);
  expect(events.at(-1)).toMatchObject({ kind: 'exit', code: 0 });
  const reader = unwrap(TraceReader.open(session.path));
  expect(reader.meta().get('complete')).toBe('1');
  expect(reader.threads()[0]).toMatchObject({ exit_code: 0, unmatched: 0 });
  expect(reader.files().map((f) => f.path.endsWith('a.ts'))).toEqual([true]);
  expect(reader.gaps()).toEqual([]);
  reader.close();
});

test('what is still in the pipes when the program ends is told before its end', async () => {
  const o = options();
  const late = "setTimeout(() => console.log('late'), 100)";
  writeFileSync(
    join(o.cwd, 'a.ts'),
    `import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', ${JSON.stringify(late)}], { stdio: 'inherit', detached: true }).unref();
`,
  );
  const session = await startRecording(o);
  const events = listen(session);
  await session.exited;
  expect(events.filter((e) => e.kind === 'stdio')).toEqual([{ kind: 'stdio', stream: 'stdout', text: 'late\n' }]);
});

test('breakpoints stop the live program, steps skip the parts of a loop, everything up to the stop can be read', async () => {
  const o = options({ waitForGo: true });
  const session = await startRecording(o);
  await until(session, 'thread');
  const path = join(o.cwd, 'a.ts');
  expect(session.setBreakpoints([{ id: 7, path, line: 3 }], { caught: false, uncaught: false })).toEqual([]);
  const loaded = until(session, 'module');
  const hit = until(session, 'stopped');
  session.go();
  expect((await loaded).bound).toEqual([{ id: 7, path, line: 3, column: 3 }]);
  const first = await hit;
  expect(first).toMatchObject({ reason: STOP.breakpoint, breakpointIds: [7] });
  session.edge.store();
  const reader = unwrap(TraceReader.open(session.path));
  expect(reader.threads()[0]?.last_step).toBe(first.seq);
  const again = until(session, 'stopped');
  session.setBreakpoints([], { caught: false, uncaught: false });
  session.resume(first.thread, MOVE.over, first.depth);
  const second = await again;
  expect(second).toMatchObject({ reason: STOP.step, depth: first.depth });
  expect(second.seq).toBeGreaterThan(first.seq);
  session.resume(first.thread, MOVE.run, 0);
  expect(await session.exited).toEqual({ code: 0, signal: undefined });
  reader.close();
});

test('a busy loop can be paused and terminated', async () => {
  const o = options();
  writeFileSync(join(o.cwd, 'a.ts'), 'let n = 0;\nfor (;;) {\n  n++;\n}\n');
  const session = await startRecording(o);
  await until(session, 'module');
  const stopped = until(session, 'stopped');
  session.pause();
  expect((await stopped).reason).toBe(STOP.pause);
  session.terminate();
  const { code, signal } = await session.exited;
  expect(code === 0 && signal === undefined).toBe(false);
  unwrap(TraceReader.open(session.path)).close();
});

test('a program stops for nobody: who has left while a stop was on its way does not keep it', async () => {
  const launch = options({ waitForGo: true });
  const session = await startRecording(launch);
  session.setBreakpoints([{ id: 7, path: join(launch.cwd, 'a.ts'), line: 3 }], { caught: false, uncaught: false });
  session.go();
  await expect(session.exited).resolves.toEqual({ code: 0, signal: undefined });
});

test('the second launch finds everything in the cache', async () => {
  const o = options();
  await (await startRecording(o)).exited;
  const cache = join(o.cwd, '.elixirscope/cache');
  const times = (): (readonly [string, number])[] =>
    readdirSync(cache, { recursive: true, encoding: 'utf8' }).map(
      (name) => [name, statSync(join(cache, name)).mtimeMs] as const,
    );
  const before = times();
  // What runs and its map; and the text without types, in which Node looks for the names that a CommonJS module exports.
  expect(before.map(([name]) => name).filter((name) => /^\w+\.(?:js|map)$/.test(name))).toHaveLength(3);
  // What V8 has compiled, too.
  expect(before.length).toBeGreaterThan(4);
  await (await startRecording(o)).exited;
  expect(times()).toEqual(before);
});

test('a stranger at the socket does not disturb; a launcher may start the program', async () => {
  const o = options({
    launcher: async ({ executable, args, cwd, env }) => {
      const { socket } = JSON.parse(env[OPTIONS_VARIABLE]!) as DebuggeeOptions;
      const stranger = createConnection(socket, () => stranger.end('GET / HTTP/1.1\r\n\r\n'));
      stranger.on('error', () => {});
      await new Promise((done) => stranger.once('close', done));
      spawn(executable, [...args], { cwd, env: { ...process.env, ...env }, stdio: 'ignore' });
    },
  });
  writeFileSync(join(o.cwd, 'a.ts'), 'process.exitCode = 3;\n');
  const session = await startRecording(o);
  const events = listen(session);
  expect(await session.exited).toEqual({ code: 3, signal: undefined });
  expect(events.some((e) => e.kind === 'threadExit')).toBe(true);
});

test.each<[string, Partial<RecordOptions>]>([
  ['program-missing', { launch: { kind: 'program', program: 'none.ts', args: [] } }],
  ['runtime-missing', { runtimeExecutable: '/no/such/node' }],
  ['recording-unwritable', { out: 'a.ts/is-a-file/a.escope' }],
])('%s is a clear error', async (code, changes) => {
  await expect(startRecording(options(changes))).rejects.toMatchObject({ name: 'UserError', code });
});

test('what the process takes is told while it runs', async () => {
  const wanted = options();
  writeFileSync(join(wanted.cwd, 'a.ts'), 'setInterval(() => {}, 10);');
  const session = await startRecording(wanted);
  const { usage, pid } = await until(session, 'usage');
  await session.close();
  expect(usage.cpuMicros).toBeGreaterThan(usage.sendingMicros ?? 0);
  expect(usage.memoryBytes).toBeGreaterThan(10e6);
  expect(pid).toBeGreaterThan(0);
});
