/**
 * Faults in real parts. Whatever happens to the recorder, the program's output and exit code are its own; what was stored is there, sound,
 * and can be visited; and what is lost is told, once.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/base/result.js';
import { openRecording, type Recording, stateJson } from '../../src/query/api.js';
import { startRecording } from '../../src/record/start.js';
import { OPTIONS_VARIABLE } from '../../src/wire/control.js';
import { elixirscope, record } from '../record/cli.js';
import { cleanEnvironment, type Ended, ROOT, run } from '../record/process.js';
import { brokenCli, type Fault } from './broken.js';
import { FULL } from './full.js';

const cwd = join(ROOT, 'test/fixtures/durability');
const program = join(cwd, 'server.ts');
const ROUNDS = '60';
/** Errors by the thousand take their time. */
const FEW = '10';
let folder: string;
let plain: Ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'elixirscope-faults-'));
  plain = await run('node', [program, ROUNDS]);
  expect(plain.code).toBe(0);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(ROOT, 'dist/faults'), { recursive: true, force: true });
});

/** The recording is sound, its end can be seen, and `check` holds. */
function expectSound(path: string, check: (recording: Recording) => void): void {
  const recording = unwrap(openRecording(path));
  try {
    expect(recording.verify()).toMatchObject({ sound: true, eventsLost: 0 });
    expect(JSON.stringify(stateJson(recording, recording.resolve('end'), { depth: 1, maxItems: 5 }))).toContain(
      'server.ts',
    );
    check(recording);
  } finally {
    recording.close();
  }
}

const expectWhole = (path: string): void =>
  expectSound(path, (recording) => {
    expect(recording.info()).toMatchObject({ complete: true, eventsLost: {}, eventsLeftOut: {} });
    const state = JSON.stringify(stateJson(recording, recording.resolve('end'), { depth: 1, maxItems: 5 }));
    const [all, requests] = plain.stdout.split(' ');
    expect(state).toContain(`"all":${all}`);
    expect(state).toContain(`"requests":${requests}`);
  });

/** A socket that passes everything on to another and is cut after some bytes, wherever that is. */
function cuttingProxy(path: string, target: string, after: number): Promise<Server> {
  let passed = 0;
  const server = createServer((from) => {
    const to = connect(target);
    const cut = (): void => {
      from.destroy();
      to.destroy();
    };
    from.on('data', (bytes) => {
      passed += bytes.length;
      if (passed < after) return void to.write(bytes);
      from.removeAllListeners('data');
      to.write(bytes.subarray(0, bytes.length >> 1), cut);
    });
    to.on('data', (bytes) => from.write(bytes));
    for (const socket of [from, to]) socket.on('error', cut).on('close', cut);
  });
  return new Promise((resolve) => server.listen(path, () => resolve(server)));
}

describe('the socket of the drain worker', () => {
  it('is cut in the middle of a frame: the program goes on, the loss is told', async () => {
    const out = join(folder, 'socket.escope');
    const cut = join(folder, 'cut.sock');
    let server: Server | undefined;
    let ended: Promise<Ended> | undefined;
    const troubles: string[] = [];
    const session = await startRecording({
      launch: { kind: 'program', program, args: [ROUNDS] },
      cwd,
      out,
      runtimeExecutable: 'node',
      launcher: async ({ executable, args, env }) => {
        const options = JSON.parse(env[OPTIONS_VARIABLE]!) as { socket: string };
        server = await cuttingProxy(cut, options.socket, 600_000);
        const variables = { ...cleanEnvironment(), [OPTIONS_VARIABLE]: JSON.stringify({ ...options, socket: cut }) };
        ended = endOf(spawn(executable, [...args], { cwd, env: variables }));
      },
    });
    session.subscribe((event) => {
      if (event.kind === 'trouble') troubles.push(event.code);
    });
    const result = await ended!;
    await session.exited;
    server?.close();
    expect(result).toMatchObject({ code: 0, stdout: plain.stdout });
    expect(result.stderr).toMatch(/^ElixirScope: the recorder is gone \(.*\); the program goes on unrecorded\.\n$/);
    expect(troubles).toEqual(['connection-lost']);
    expectSound(out, (recording) => {
      expect(recording.info()).toMatchObject({ eventsLost: { engineLost: 1 }, eventsLeftOut: {} });
      expect(recording.info().events).toBeGreaterThan(100_000);
    });
  });
});

function endOf(child: ReturnType<typeof spawn>): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ ...texts, code, signal })));
}

describe('the disk', () => {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const small = (): string => join(folder, 'small');

  it.skipIf(!isRoot)('is full: recording ends with one sentence, and what was stored can be visited', async () => {
    mkdirSync(small());
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small()]).status).toBe(0);
    try {
      const out = join(small(), 'full.escope');
      const ended = await run('node', [join(ROOT, 'dist/cli/main.js'), 'record', '--out', out, program, '250'], {
        cwd,
      });
      expect(ended).toMatchObject({ code: 0, stdout: '246875000 500000 25 user19 in round 249\n' });
      expect(ended.stderr).toMatch(
        /^elixirscope: The disk is full: recording stopped, the program goes on\. .* holds what was recorded until now\.\n/,
      );
      expectSound(out, (recording) => {
        expect(recording.info().complete).toBe(false);
        expect(recording.info().events).toBeGreaterThan(100_000);
      });
    } finally {
      spawnSync('umount', [small()]);
    }
  });

  it('is slow: the program waits and nothing is lost', async () => {
    const out = join(folder, 'slow.escope');
    let timer: NodeJS.Timeout | undefined;
    // A recorder that is stopped nine tenths of the time stands for a disk that answers as rarely.
    const ended = await record({
      program,
      args: [ROUNDS],
      out,
      cwd,
      options: ['--ring', '1MB'],
      started: (recorder) => {
        const turn = (): void => {
          recorder.kill('SIGSTOP');
          timer = setTimeout(() => {
            recorder.kill('SIGCONT');
            timer = setTimeout(turn, 20);
          }, 180);
        };
        recorder.stdout!.once('end', () => clearTimeout(timer));
        recorder.once('exit', () => clearTimeout(timer));
        timer = setTimeout(turn, 500);
      },
    });
    clearTimeout(timer);
    expect(ended).toMatchObject({ code: 0, stdout: plain.stdout, stderr: '' });
    expectWhole(out);
  });

  it('has the recording locked by another process: nothing is lost', async () => {
    const out = join(folder, 'busy.escope');
    const locker = `
      const Database = require('better-sqlite3');
      const db = new Database(process.argv[1]);
      db.exec('BEGIN IMMEDIATE');
      // SQLite's own patience is 5 s.
      setTimeout(() => db.exec('COMMIT'), ${FULL ? 7000 : 500});`;
    const ended = await record({
      program,
      args: [ROUNDS],
      out,
      cwd,
      options: ['--ring', '1MB'],
      started: () => {
        const timer = setInterval(() => {
          if (!existsSync(`${out}-wal`)) return;
          clearInterval(timer);
          spawn('node', ['-e', locker, out], { cwd: ROOT, env: cleanEnvironment(), stdio: 'ignore' });
        }, 20);
      },
    });
    expect(ended).toMatchObject({ code: 0, stdout: plain.stdout, stderr: '' });
    expectWhole(out);
  });
});

describe('a program that ends while the recorder is far behind', () => {
  it.each(['exit', 'throw', 'SIGTERM'])('%s: waits for it, and nothing is lost', async (how) => {
    const out = join(folder, `backlog-${how}.escope`);
    const ended = await record({
      program: join(cwd, 'backlog.mjs'),
      args: [how],
      out,
      cwd,
      options: ['--ring', '512MB'],
      started: (recorder) =>
        recorder.stdout!.once('data', () => {
          recorder.kill('SIGSTOP');
          setTimeout(() => recorder.kill('SIGCONT'), 1500);
        }),
    });
    expect(how.startsWith('SIG') ? ended.signal : ended.code).toBe(how === 'exit' ? 3 : how === 'throw' ? 1 : how);
    const recording = unwrap(openRecording(out));
    expect(recording.info()).toMatchObject({ complete: true, eventsLost: {}, eventsLeftOut: {} });
    const state = JSON.stringify(stateJson(recording, recording.resolve('end'), { depth: 1, maxItems: 5 }));
    expect(state).toContain('"n":1000000');
    recording.close();
  });
});

const count = 'if ((globalThis.faults = (globalThis.faults ?? 0) + 1)';
const NEVER = 'a drain worker that never comes back';
const UNRECORDED = /^ElixirScope: this V8 makes no private symbols; the program goes on unrecorded\.\n$/;
const FAULTS: readonly (readonly [name: string, fault: Fault, warning: RegExp, rounds: string])[] = [
  [
    'an error when a slot is full',
    { bundle: 'main.cjs', anchor: '  #publish() {', code: `${count} > 4) throw new Error('injected');` },
    /^ElixirScope: recording stopped because of an error of its own \(Error: injected\n[^\n]*(\n +at [^\n]*)*\); the program goes on unrecorded\.\nelixirscope: Recording of thread 1 ended before the program did: [^\n]*\n$/,
    ROUNDS,
  ],
  [
    'an error when a value is looked at',
    { bundle: 'main.cjs', anchor: '  tagOf(value) {', code: `${count} > 5000) throw new Error('injected');` },
    /^ElixirScope: a value could not be recorded \(Error: injected\n[^\n]*(\n +at [^\n]*)*\)\n$/,
    FEW,
  ],
  [
    'an error when a module is loaded',
    { bundle: 'main.cjs', anchor: '  instrumented(input) {', code: `throw new Error('injected');` },
    /^ElixirScope: a value could not be recorded \(Error: injected\n[^\n]*(\n +at [^\n]*)*\)\n$/,
    ROUNDS,
  ],
  [
    'no private symbols',
    { bundle: 'main.cjs', anchor: 'function evaluated() {', code: 'return undefined;' },
    UNRECORDED,
    ROUNDS,
  ],
  [
    'an error in the drain worker',
    { bundle: 'drain.cjs', anchor: '  sendFull() {', code: `${count} > 6) throw new Error('injected');` },
    /^ElixirScope: the recorder is gone \(drain worker: Error: injected\n[^\n]*(\n +at [^\n]*)*\); the program goes on unrecorded\.\nelixirscope: Recording of thread 1 ended before the program did: [^\n]*\n$/,
    ROUNDS,
  ],
  [
    NEVER,
    { bundle: 'drain.cjs', anchor: '  sendFull() {', code: `${count} > 6) for (;;);` },
    /^ElixirScope: recording stopped because its own thread does not answer; the program goes on unrecorded\.\nelixirscope: Recording of thread 1 ended before the program did: [^\n]*\n$/,
    ROUNDS,
  ],
];

describe('our own runtime', () => {
  // Twenty waits of half a second tell a dead worker.
  const faults = FULL ? FAULTS : FAULTS.filter(([name]) => name !== NEVER);
  it.each(faults)(
    '%s: the program goes on, with one warning and where it ended',
    { timeout: 60_000 },
    async (name, fault, warning, rounds) => {
      const cli = brokenCli(name.replaceAll(' ', '-'), fault);
      const out = join(folder, `${name}.escope`);
      const args = ['record', '--quiet', '--ring', '1MB', '--out', out, program, rounds];
      const ended = await run('node', [cli, ...args], { cwd });
      const { stdout } = await run('node', [program, rounds]);
      expect(ended).toMatchObject({ code: 0, stdout });
      expect(ended.stderr).toMatch(warning);
      const recording = unwrap(openRecording(out));
      expect(recording.verify().sound).toBe(true);
      const { eventsLost, files } = recording.info();
      expect(Object.keys(eventsLost).length + files.filter(({ instrumented }) => !instrumented).length).toBeGreaterThan(
        0,
      );
      recording.close();
    },
  );

  it('a V8 whose flags are frozen: the program goes on, with one warning', async () => {
    const out = join(folder, 'frozen.escope');
    const args = ['--freeze-flags-after-init', program, ROUNDS];
    const ended = await elixirscope(['record', '--quiet', '--out', out, '--', 'node', ...args], { cwd });
    expect(ended).toMatchObject({ code: 0, stdout: plain.stdout });
    expect(ended.stderr).toMatch(UNRECORDED);
    const recording = unwrap(openRecording(out));
    expect(recording.info()).toMatchObject({ complete: true, eventsLost: { captureFailed: 1 } });
    recording.close();
  });
});
