import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { MOVE, STOP } from '../wire/ring.js';
import { headerSite } from '../wire/trace.js';
import { type FakeRun, type Outcome, runFake } from './fakeEngine.js';

const outdir = mkdtempSync(join(tmpdir(), 'elixirscope-runtime-'));

beforeAll(async () => {
  await build({
    entryPoints: { main: 'src/runtime/main.ts', drain: 'src/runtime/drain.ts' },
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'error',
  });
});

const run = (program: string, how?: FakeRun): Promise<Outcome> => runFake(join(outdir, 'main.cjs'), program, how);

const sites = (events: () => readonly string[]): string[] => events().filter((line) => line.startsWith('site'));
/** Does something else most of the time: the stream stays small. */
const loop = 'for (;;) { step(1); for (let i = 0; i < 3e4; i++) C[63] = i; }';

/** Ends the program when so many words of its trace have come, however long that takes. */
const killedAfter =
  (words: number, signal: NodeJS.Signals): NonNullable<FakeRun['onMessage']> =>
  (message, engine) => {
    if (message.type !== 'modules') return;
    const timer = setInterval(() => {
      if (engine.words().length < words) return;
      clearInterval(timer);
      engine.child?.kill(signal);
    }, 20);
  };

describe('the end of the program loses nothing', () => {
  it('normal end', async () => {
    const { code, events } = await run("step(1); console.log('hello'); step(2);");
    expect(code).toBe(0);
    expect(events().filter((line) => !line.startsWith('module'))).toEqual([
      expect.stringMatching(/^start/),
      'site 1 none',
      'output 1 "hello\\n"',
      'site 2 none',
      expect.stringMatching(/^exit/),
    ]);
  });

  it('process.exit, and what exit handlers do', async () => {
    const { code, events } = await run(
      "process.on('exit', (c) => { step(3); process.exit(c + 1); }); step(1); process.exit(3);",
    );
    expect(code).toBe(4);
    expect(sites(events)).toEqual(['site 1 none', 'site 3 none']);
  });

  it('uncaught exception and unhandled rejection', async () => {
    const thrown = await run("step(1); throw new TypeError('boom');");
    expect(thrown.code).toBe(1);
    expect(thrown.stderr).toContain('TypeError: boom\n    at ');
    expect(thrown.events()).toContainEqual(expect.stringMatching(/^failure/));
    const rejected = await run('step(1); Promise.reject(5);');
    expect(rejected.code).toBe(1);
    expect(rejected.events()).toContainEqual(expect.stringMatching(/^failure/));
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`${signal} in an endless loop`, async () => {
      const outcome = await run(loop, { onMessage: killedAfter(2000, signal) });
      expect(outcome.signal).toBe(signal);
      expect(outcome.messages.at(-1)).toEqual({ type: 'bye', reason: 'signal', signal });
      expect(sites(outcome.events).length).toBeGreaterThan(1000);
    });
  }

  it('a signal that the program handles is the program’s', async () => {
    const { code, stdout, events } = await run(
      "process.on('SIGINT', () => { step(2); console.log('mine'); process.exit(9); }); setInterval(() => {}, 1000);",
      {
        onMessage: (message, engine) => {
          if (message.type === 'modules') setTimeout(() => engine.child?.kill('SIGINT'), 400);
        },
      },
    );
    expect([code, stdout]).toEqual([9, 'mine\n']);
    expect(sites(events)).toEqual(['site 2 none']);
  });

  it('SIGKILL: what was written before is there', async () => {
    const { signal, events } = await run('step(1); setInterval(() => step(2), 20);', {
      onMessage: killedAfter(200, 'SIGKILL'),
    });
    expect(signal).toBe('SIGKILL');
    expect(sites(events).length).toBeGreaterThan(5);
  });
});

describe('live', () => {
  it('stops at breakpoints, steps over, into and out', async () => {
    const stops: string[] = [];
    const lastWords: (number | undefined)[] = [];
    const headers: number[] = [];
    const moves = [
      { move: MOVE.over, depth: 1 },
      { move: MOVE.into, depth: 1 },
      { move: MOVE.out, depth: 1 },
      { move: MOVE.run, depth: 0 },
    ];
    const { stdout } = await run(
      "C[11]++; step(1); C[11]++; step(2); C[11]--; step(3); step(4); C[11]--; step(5); step(6); console.log('end');",
      {
        options: { waitForGo: true },
        onMessage: (message, engine) => {
          if (message.type === 'hello') {
            engine.send({ type: 'breakpoints', sites: [FIRST_SITE + 1], files: [], caught: false, uncaught: false });
            engine.send({ type: 'go' });
          }
          if (message.type !== 'stopped') return;
          lastWords.push(engine.words().at(-1));
          headers.push(message.header);
          stops.push(`${message.reason}@${headerSite(message.header) - FIRST_SITE}`);
          engine.send({ type: 'resume', ...(moves.shift() ?? { move: MOVE.run, depth: 0 }) });
        },
      },
    );
    expect(stdout).toBe('end\n');
    expect(stops).toEqual([`${STOP.breakpoint}@1`, `${STOP.step}@3`, `${STOP.step}@4`, `${STOP.step}@5`]);
    // Everything up to a stop comes before the message: nobody need ask for it.
    expect(lastWords).toEqual(headers);
  });

  it('pause, flush and terminate in an endless loop', async () => {
    const seen: string[] = [];
    const { signal } = await run(loop, {
      onMessage: (message, engine) => {
        seen.push(message.type);
        if (message.type === 'modules') setTimeout(() => engine.send({ type: 'pause' }), 200);
        if (message.type === 'stopped') engine.send({ type: 'resume', move: MOVE.run, depth: 0 });
        if (message.type === 'resumed') engine.send({ type: 'flush', id: 1 });
        if (message.type === 'flushed') engine.send({ type: 'terminate' });
      },
    });
    expect(signal).toBe('SIGKILL');
    expect(seen.slice(-4)).toEqual(['stopped', 'resumed', 'flushed', 'bye']);
  });

  it('goes on when the engine is gone', async () => {
    const { code, stdout, stderr } = await run("for (let i = 0; i < 2e7; i++) step(1); console.log('done');", {
      onMessage: (message, engine) => {
        if (message.type === 'modules') setTimeout(() => engine.hangUp(), 30);
      },
    });
    expect([code, stdout]).toEqual([0, 'done\n']);
    expect(stderr).toMatch(/^ElixirScope: the recorder is gone .*\n$/);
  });
});

describe('invisible', () => {
  it('flags, environment, handles, built-ins', async () => {
    const { stdout } = await run(
      [
        'console.log(JSON.stringify([process.execArgv, process.env.ELIXIRSCOPE_DEBUGGEE ?? null, process._getActiveHandles().length,',
        'Object.keys(globalThis).filter((k) => /elixir/i.test(k)), process.stdout.write.name, process.emit.name,',
        'String(process.reallyExit).includes("native"), String(Function.prototype.toString), typeof Error.prepareStackTrace]))',
      ].join(' '),
    );
    const [execArgv, options, , globals, write, emit, native, text, prepare] = JSON.parse(stdout) as unknown[];
    expect([execArgv, options, globals, write, emit, native]).toEqual([[], null, [], '', 'emit', true]);
    expect([text, prepare]).toEqual(['function toString() { [native code] }', 'function']);
  });

  it('stacks are recorded without being formatted: that is left to the program', async () => {
    const { stdout, events } = await run(
      [
        'const see = (o) => K.v0(B << 5, o);',
        "const e = new RangeError('far'); see(e); let n; try { Buffer.alloc('x'); } catch (x) { see(n = x); }",
        'let calls = 0; Error.prepareStackTrace = (e, sites) => { calls++; return sites.length; };',
        "const own = new Error('own'); see(own); const before = calls;",
        'console.log(before, own.stack > 1, e.stack > 1, calls);',
      ].join(' '),
    );
    expect(stdout).toBe('0 true true 2\n');
    const stacks = events().map((line) => /\[errorStack\]: "(.*?)"[,}]/.exec(line)?.[1]);
    expect(stacks.filter((text) => text !== undefined)).toEqual([
      expect.stringMatching(/^RangeError: far\\n {4}at Object.<anonymous> .*program\.cjs:1:\d+\)\\n {4}at Module/),
      expect.stringMatching(/^TypeError \[ERR_INVALID_ARG_TYPE\]: The .*\\n {4}at (?:Buffer|Function).alloc/),
    ]);
  });

  it('the output is the program’s own, byte by byte', async () => {
    const { stdout, events } = await run(
      "process.stdout.write(Buffer.from([0xe4, 0x0a])); process.stdout.write('c3a4', 'hex'); process.stderr.write('err');",
    );
    expect(Buffer.from(stdout).toString('hex')).toBe(Buffer.from('\ufffd\nä').toString('hex'));
    expect(events().filter((line) => line.startsWith('output'))).toEqual([
      'output 1 "\ufffd\\n"',
      'output 1 "ä"',
      'output 2 "err"',
    ]);
  });
});
