/**
 * However a recording ends, it opens, holds the program's last statements, and the program's exit code or signal is its own:
 * kill -9 of the program, kill -9 of the recorder, a program that kills itself, process.exit, an exception or rejection that nobody handles, SIGINT and
 * SIGTERM in an endless loop that never returns to the event loop.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordingInfo } from '../../src/query/api.js';
import { elixirscope, elixirscopeJson, record } from './cli.js';
import { type Ended, run } from './process.js';
import { runPlain, sample } from './programs.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-kill-'));

/** Says its process number and then never gives control back; `n` counts the rounds. */
const ENDLESS = `// an endless loop
let n = 0;
const last = { round: 0 };
function round(k: number): number {
  last.round = k;
  return k + 1;
}
console.log(process.pid);
while (true) {
  n = round(n);
}
`;

/** The folder is the workspace: only programs inside it are recorded. */
function endless(name: string): { program: string; out: string; cwd: string } {
  const program = join(folder, `${name}.ts`);
  writeFileSync(program, ENDLESS);
  return { program, out: join(folder, `${name}.escope`), cwd: folder };
}

interface StateJson {
  readonly frames: readonly {
    readonly function: string;
    readonly line: number;
    readonly scopes: readonly ScopeJson[];
  }[];
}
interface ScopeJson {
  readonly kind: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const stateAt = (out: string, at: string): Promise<StateJson> => elixirscopeJson(['state', out, '--at', at]);

/** The variables that the innermost frame sees, inner scopes first. */
function visible(state: StateJson): Record<string, unknown> {
  const scopes = state.frames[0]?.scopes ?? [];
  return Object.assign({}, ...[...scopes].reverse().map(({ variables }) => variables)) as Record<string, unknown>;
}

/** Sends a signal to the program once it has said its number and the recording has grown for a while. */
function signalProgram(signal: NodeJS.Signals, out: string): (child: ChildProcess) => void {
  return (child) => {
    child.stdout?.once('data', (chunk: Buffer) => {
      const pid = Number(chunk.toString());
      whenGrown(out, () => process.kill(pid, signal));
    });
  };
}

const GROWTH_BYTES = 1024 * 1024;

/** Calls back when the recording and its log have grown by a megabyte since now: many segments are on disk. */
function whenGrown(out: string, callback: () => void): void {
  const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const size = (): number => sizeOf(out) + sizeOf(`${out}-wal`);
  const atFirst = size();
  const timer = setInterval(() => {
    if (size() < atFirst + GROWTH_BYTES) return;
    clearInterval(timer);
    callback();
  }, 20);
}

async function expectRounds(out: string, atLeast: number): Promise<void> {
  const info = await elixirscopeJson<RecordingInfo>(['info', out]);
  expect(info.events).toBeGreaterThan(atLeast);
  const state = await stateAt(out, 'end');
  const { n } = visible(state);
  expect(n).toBeGreaterThan(atLeast / 20);
  const tenth = await stateAt(out, `${info.files[0]!.file}:5#10`);
  expect(visible(tenth)).toMatchObject({ k: 9, last: { round: 8 }, n: 9 });
}

describe('killed', { timeout: 120_000 }, () => {
  it('kill -9 of the program: everything drained until then is there', async () => {
    const { program, out, cwd } = endless('killed-program');
    const ended = await record({ program, out, cwd, started: signalProgram('SIGKILL', out) });
    expect([ended.code, ended.signal]).not.toEqual([0, null]);
    expect(ended.stderr).toMatch(/SIGKILL ended the program: what thread 1 did in the last moments before/);
    const info = await elixirscopeJson<RecordingInfo>(['info', out]);
    expect(info).toMatchObject({ complete: false, signal: 'SIGKILL' });
    expect(info.incomplete).toMatch(/^SIGKILL ended the program; what thread 1 did in the last moments/);
    await expectRounds(out, 10_000);
  });

  it('kill -9 of the recorder: everything stored until then is there', async () => {
    const { program, out, cwd } = endless('killed-recorder');
    let pid = 0;
    const ended = await record({
      program,
      out,
      cwd,
      started: (child) => {
        child.stdout?.once('data', (chunk: Buffer) => {
          pid = Number(chunk.toString());
          whenGrown(out, () => {
            child.kill('SIGKILL');
            process.kill(pid, 'SIGKILL');
          });
        });
      },
    });
    expect(ended.signal).toBe('SIGKILL');
    const info = await elixirscopeJson<RecordingInfo>(['info', out]);
    expect(info.complete).toBe(false);
    await expectRounds(out, 10_000);
  });

  it('a program whose recorder was killed runs on to its end', async () => {
    const program = join(folder, 'survivor.ts');
    writeFileSync(
      program,
      `import { writeFileSync } from 'node:fs';
process.stdout.on('error', () => undefined);
console.log(process.pid);
let n = 0;
const timer = setInterval(() => {
  for (let i = 0; i < 1000; i++) n += i % 3;
  if (n < 20_000) return;
  clearInterval(timer);
  writeFileSync(import.meta.filename + '.done', String(n));
}, 20);
`,
    );
    const out = join(folder, 'survivor.escope');
    const ended = await record({
      program,
      out,
      cwd: folder,
      started: (child) => child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), 100)),
    });
    expect(ended.signal).toBe('SIGKILL');
    await expect
      .poll(() => statSync(`${program}.done`, { throwIfNoEntry: false })?.size ?? 0, { timeout: 15_000 })
      .toBeGreaterThan(0);
  });
});

describe('signals in an endless synchronous loop', { timeout: 120_000 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(signal, async () => {
      const { program, out, cwd } = endless(signal.toLowerCase());
      const plain = await run('node', [program], {
        started: (child) =>
          child.stdout?.once('data', (chunk: Buffer) => process.kill(Number(chunk.toString()), signal)),
      });
      const recorded = await record({ program, out, cwd, started: signalProgram(signal, out) });
      expect(howItEnded(recorded)).toBe(howItEnded(plain));
      expect(recorded.stderr).not.toMatch(/may be missing/);
      expect(await elixirscopeJson<RecordingInfo>(['info', out])).toMatchObject({ complete: true, signal });
      await expectRounds(out, 10_000);
    });
  }
});

/** A recorder may pass a signal on as its own, or as the code that shells use for it. */
function howItEnded({ code, signal }: Ended): number | null {
  const numbers: Readonly<Record<string, number>> = {
    SIGABRT: 134,
    SIGALRM: 142,
    SIGINT: 130,
    SIGKILL: 137,
    SIGTERM: 143,
  };
  return signal === null ? code : (numbers[signal] ?? null);
}

/** Full slots, and the last one not full, when the process is gone from one statement to the next. */
const BURST = `const seen: number[] = [];
for (let i = 0; i < 300_000; i++) seen[i % 100] = i * 2;
const last = seen[7]! + 1;
`;

const OWN_ENDS: readonly { readonly name: string; readonly text: string; readonly signal: NodeJS.Signals | null }[] = [
  { name: 'SIGKILL', text: "process.kill(process.pid, 'SIGKILL');", signal: 'SIGKILL' },
  { name: 'SIGALRM, by its number', text: 'process.kill(process.pid, 14);', signal: 'SIGALRM' },
  { name: 'SIGTERM', text: 'process.kill(process.pid);', signal: 'SIGTERM' },
  { name: 'abort', text: 'process.abort();', signal: 'SIGABRT' },
  {
    name: 'execve',
    text: "process.execve!('/bin/true', ['true'], { ELIXIRSCOPE_TEST: '1' });",
    signal: null,
  },
];

describe('a program that ends itself at once, after a burst', { timeout: 120_000 }, () => {
  for (const { name, text, signal } of OWN_ENDS) {
    it(name, async () => {
      const program = join(folder, `own-${name.replaceAll(/\W/g, '-')}.ts`);
      writeFileSync(program, `${BURST}${text}\n`);
      const out = `${program}.escope`;
      const plain = await run('node', [program], { cwd: folder });
      const recorded = await record({ program, out, cwd: folder });
      expect(howItEnded(recorded)).toBe(howItEnded(plain));
      const info = await elixirscopeJson<RecordingInfo>(['info', out]);
      expect(info).toMatchObject({ complete: true, incomplete: null, signal, eventsLost: {} });
      const state = await stateAt(out, 'end');
      expect(state.frames[0]?.line).toBe(4);
      expect(visible(state)).toMatchObject({ last: 599_815 });
    });
  }
});

interface Tail {
  readonly name: string;
  /** line of the last statement that ran before the process went down, and what was visible there */
  readonly line: number;
  readonly sees: Readonly<Record<string, unknown>>;
  readonly eventKind?: string;
}

const TAILS: readonly Tail[] = [
  { name: 'features/exits-process.ts', line: 6, sees: { code: 7, n: 104 } },
  { name: 'features/exits-uncaught.ts', line: 18, sees: { code: 1 }, eventKind: 'failure' },
  { name: 'features/exits-rejection.ts', line: 2, sees: { code: 1 }, eventKind: 'failure' },
];

describe('the tail of a program that ends abruptly', () => {
  for (const { name, line, sees, eventKind } of TAILS) {
    it(name, async () => {
      const out = join(folder, `${name.replace('/', '-')}.escope`);
      const program = sample(name);
      const plain = await runPlain(program);
      const recorded = await record({ program: program.path, out });
      expect([recorded.code, recorded.signal]).toEqual([plain.code, plain.signal]);
      const info = await elixirscopeJson<RecordingInfo>(['info', out]);
      expect(info.complete).toBe(true);
      expect(info.threads[0]).toMatchObject({ exitCode: plain.code });
      const state = await stateAt(out, 'end');
      expect(state.frames[0]?.line).toBe(line);
      expect(visible(state)).toMatchObject(sees);
      if (eventKind === undefined) return;
      const events = await elixirscope(['events', out, '--kind', eventKind]);
      expect(events.stdout.trim().split('\n')).toHaveLength(1);
    });
  }

  it('what an exit listener throws comes after the exit, and is recorded', async () => {
    const out = join(folder, 'exit-listener.escope');
    await record({ program: sample('fidelity/exits/throw-in-exit-handler.cjs').path, out });
    const { stdout } = await elixirscope(['events', out, '--kind', 'failure']);
    expect(stdout).toMatch(/^\S+ .*TypeError: in exit listener 1\n$/);
    expect(await elixirscopeJson<RecordingInfo>(['info', out])).toMatchObject({ complete: true, eventsLost: {} });
  });
});
