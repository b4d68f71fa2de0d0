/** The command line as a user types it: what it prints, where, and how it ends. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elixirscope, elixirscopeJson } from '../record/cli.js';
import { CLI, type Ended, ROOT, run } from '../record/process.js';

let folder: string;
let recording: string;
let recorded: Ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'elixirscope-cli-'));
  cpSync(join(ROOT, 'test/fixtures/cli'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "scripts": { "start": "node cart.ts 4" } }\n');
  recording = join(folder, 'cart.escope');
  recorded = await elixirscope(['record', '--out', 'cart.escope', 'cart.ts', '3'], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('record', () => {
  it('leaves output and exit code alone and sums up on standard error', () => {
    expect(recorded).toMatchObject({ stdout: 'total 23\n', code: 3, signal: null });
    expect(recorded.stderr).toMatch(
      /^too much\nelixirscope: recorded [\d,]+ events in [\d.]+ m?s to .*cart\.escope \(.*, 0 lost\)\n$/,
    );
  });

  it('a stack that overflows is shown with a line of the program above, in a probe, too', async () => {
    const line = 'function deeper(n) { return deeper(n + 1) + 1; }';
    writeFileSync(join(folder, 'deep.js'), `${line}\ndeeper(0);\n`);
    const { stderr, code } = await elixirscope(['record', '--quiet', '--', 'deep.js'], { cwd: folder });
    expect(code).toBe(1);
    const [place, text, mark, , message, frame] = stderr.split('\n');
    expect(place).toMatch(/\bdeep\.js:1$/);
    expect(text).toBe(line);
    expect(message).toBe('RangeError: Maximum call stack size exceeded');
    expect(frame).toMatch(new RegExp(`^ {4}at deeper \\(.*\\bdeep\\.js:1:${mark!.length}\\)$`));
  });

  it('--quiet says nothing', async () => {
    const ended = await elixirscope(['record', '--quiet', '--', 'cart.ts'], { cwd: folder });
    expect(ended).toMatchObject({ stdout: 'total 23\n', stderr: 'too much\n', code: 0 });
    expect(existsSync(join(folder, '.elixirscope'))).toBe(true);
  });

  it.skipIf(process.platform === 'win32')(
    'follows links to a folder, and says so where one led out of it',
    async () => {
      symlinkSync(folder, join(folder, 'link'));
      const outside = mkdtempSync(join(tmpdir(), 'elixirscope-outside-'));
      symlinkSync(join(folder, 'cart.ts'), join(outside, 'cart.ts'));
      const out = join(outside, 'linked.escope');
      const byLink = ['record', '--quiet', '--out', out, join(folder, 'link', 'cart.ts')];
      expect(await elixirscope(byLink, { cwd: outside })).toMatchObject({ stderr: 'too much\n', code: 0 });
      expect(await elixirscopeJson<{ files: unknown }>(['info', out])).toMatchObject({
        files: [{ instrumented: true }],
      });
      const ledOut = await elixirscope(['record', '--quiet', '--out', out, 'cart.ts'], { cwd: outside });
      expect(ledOut).toMatchObject({ stdout: 'total 23\n', code: 0 });
      expect(ledOut.stderr).toContain(
        `elixirscope: Nothing of the program is recorded: it lies at ${realpathSync(folder)}`,
      );
      rmSync(outside, { recursive: true });
      rmSync(join(folder, 'link'));
    },
  );

  it('passes standard input on, and options after the program to the program', async () => {
    const input = 'Grüße\n'.repeat(10_000);
    expect(await elixirscope(['record', '--quiet', 'echo.ts'], { cwd: folder, input })).toMatchObject({
      stdout: input,
      code: 0,
    });
    const ended = await elixirscope(['record', '--quiet', 'cart.ts', '--help', '--out'], { cwd: folder });
    expect(ended.code).toBe(0);
  });

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGKILL'])(
    'dies by the signal that killed the program: %s',
    async (signal) => {
      expect(await elixirscope(['record', '--quiet', 'echo.ts', signal], { cwd: folder })).toMatchObject({
        signal,
        code: null,
      });
    },
  );

  it.skipIf(process.platform === 'win32')('passes a signal on to the program', async () => {
    const ended = await elixirscope(['record', 'waits.ts'], {
      cwd: folder,
      started: (child) => child.stdout?.once('data', () => child.kill('SIGTERM')),
    });
    expect(ended).toMatchObject({ stdout: 'ready\n', signal: 'SIGTERM' });
    expect(ended.stderr).toMatch(/elixirscope: recorded/);
  });

  it('records the Node processes of a command', async () => {
    const ended = await elixirscope(['record', '--out', 'npm.escope', '--', 'npm', 'start', '--silent'], {
      cwd: folder,
    });
    expect(ended).toMatchObject({ stdout: 'total 23\n', code: 4 });
    const files = (await elixirscopeJson<{ files: { file: string }[] }>(['info', 'npm.escope'], { cwd: folder })).files;
    expect(files.map(({ file }) => file)).toContain('cart.ts');
  });

  it.skipIf(process.platform === 'win32')(
    'runs a script that names Node as its interpreter as the system would, with the processes that it starts',
    async () => {
      writeFileSync(
        join(folder, 'tool'),
        `#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
const { argv, argv0, execArgv, execPath, title, env } = process;
const ended = spawnSync('node', ['cart.ts', '3'], { encoding: 'utf8' });
console.log(JSON.stringify([argv, argv0, execArgv, execPath, title, Object.entries(env).sort(), ended.stdout, ended.status]));
process.exitCode = 7;
`,
      );
      chmodSync(join(folder, 'tool'), 0o755);
      const ended = await elixirscope(['record', '--quiet', '--out', 'tool.escope', '--', './tool', '-x'], {
        cwd: folder,
      });
      expect(ended).toEqual(await run('./tool', ['-x'], { cwd: folder }));
      expect(ended).toMatchObject({ stderr: '', code: 7 });
      const info = await elixirscopeJson<{ files: { file: string }[]; processes: unknown[] }>(['info', 'tool.escope'], {
        cwd: folder,
      });
      expect(info.files.map(({ file }) => file)).toEqual(['cart.ts']);
      expect(info.processes).toHaveLength(2);
    },
  );

  it.each<[string[], RegExp]>([
    [['record', 'nothing.ts'], /^elixirscope: .*nothing\.ts.*\n$/],
    [['record', '--mode', 'fast', 'cart.ts'], /^elixirscope: .*'fast'.*\n$/],
    [['record', '--ring', 'lots', 'cart.ts'], /^elixirscope: .*'lots'.* size.*\n$/],
    [['record'], /^elixirscope: missing required argument 'program'\n$/],
    [['record', '.'], /^elixirscope: "\." is a folder: name a program, or a command\.\n$/],
    [['record', 'cart.escope'], /^elixirscope: "cart\.escope" is no file that Node runs.*\n$/],
    [['record', '--sample', '0', 'cart.ts'], /^elixirscope: .*'0'.* from 1 on.*\n$/],
    [['record', '--listen', '99999', 'cart.ts'], /^elixirscope: .*'99999'.* 65535\.\n$/],
    [
      ['record', '--out', 'cart.ts', 'cart.ts'],
      /^elixirscope: .*cart\.ts is no recording, and is not overwritten\. .*\n$/,
    ],
    [['record', '--out', '.', 'cart.ts'], /^elixirscope: .* is a folder\. .*\n$/],
    [['query', 'cart.escope', 'no query'], /^elixirscope: .+\n$/],
    [['record', '--', 'no-such-command'], /^elixirscope: "no-such-command" could not be started.*\n$/],
    [['info', 'nothing.escope'], /^elixirscope: The recording nothing\.escope does not exist\.\n$/],
    [['info', 'cart.ts'], /^elixirscope: .*cart\.ts.*\n$/],
    [['state', 'cart.escope', '--at', 'nowhere'], /^elixirscope: .*nowhere.*\n$/],
    [['state', 'cart.escope', '--at', 'cart.ts:999'], /^elixirscope: .*999.*\n$/],
    [
      ['state', 'cart.escope', '--at', 'end', '--frame', '7'],
      /^elixirscope: There is no frame 7 at end: the stack has 1 frame\.\n$/,
    ],
    [['state', 'cart.escope'], /^elixirscope: required option '--at <position>' not specified\n$/],
    [['history', 'cart.escope', '--at', 'end', '--expr', 'nope'], /^elixirscope: .*nope.*\n$/],
    [['history', 'cart.escope', '--expr', 'x'], /^elixirscope: Say where: --at .*\n$/],
    [['history', 'cart.escope', '--each', 'cart.ts', '--expr', 'x'], /^elixirscope: "cart.ts" is no line.*\n$/],
    [['history', 'cart.escope', '--each', 'cart.ts:900', '--expr', 'x'], /^elixirscope: No recorded statement .*\n$/],
    [['history', 'cart.escope', '--each', 'cart.ts:12', '--expr', 'a +'], /^elixirscope: .+\n$/],
    [['fly'], /^elixirscope: unknown command 'fly'\n$/],
  ])('a user error is one sentence and exit code 1: %j', async (args, expected) => {
    const ended = await elixirscope(args, { cwd: folder });
    expect(ended.stderr).toMatch(expected);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
  });

  it('a program that cannot be started leaves no recording', async () => {
    const ended = await elixirscope(['record', '--out', 'none.escope', '--', 'no-such-command'], { cwd: folder });
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be started') });
    expect(readdirSync(folder).filter((name) => name.startsWith('none.'))).toEqual([]);
  });
});

describe('looking', () => {
  it('info', async () => {
    const info = await elixirscopeJson<Record<string, unknown>>(['info', recording]);
    expect(info).toMatchObject({
      program: expect.stringContaining('cart.ts'),
      args: ['3'],
      complete: true,
      eventsLost: {},
      eventsLeftOut: {},
      eventsLostTotal: 0,
      threads: [{ id: 1, exitCode: 3 }],
      files: [{ file: 'cart.ts', instrumented: true }],
    });
    const text = (await elixirscope(['info', recording])).stdout;
    expect(text).toMatch(/^events +[\d,]+$/m);
    expect(text).toMatch(/^lost +0$/m);
  });

  it('state', async () => {
    const state = await elixirscopeJson<{
      position: object;
      frames: { function: string; line: number; scopes: { kind: string; variables: object }[] }[];
    }>(['state', recording, '--at', 'cart.ts:12#2']);
    expect(state.position).toEqual({ thread: 1, seq: expect.any(Number), timeMicros: expect.any(Number) });
    expect(state.frames.map(({ function: name, line }) => [name, line])).toEqual([
      ['Cart.add', 12],
      ['(module)', 18],
    ]);
    expect(state.frames[0]?.scopes[0]).toEqual({
      kind: 'local',
      name: 'Cart.add',
      variables: {
        this: {
          $class: 'Cart',
          props: {
            items: [
              { name: 'tea', price: 3 },
              { name: 'pot', price: 20 },
            ],
            total: 3,
          },
        },
        item: { name: 'pot', price: 20 },
      },
    });
    const limited = await elixirscopeJson<typeof state>([
      'state',
      recording,
      '--at',
      'cart.ts:12#2',
      '--frame',
      '0',
      '--depth',
      '1',
      '--max-items',
      '1',
    ]);
    expect(limited.frames.length).toBe(1);
    expect(limited.frames[0]?.scopes[0]?.variables).toEqual({
      this: {
        $class: 'Cart',
        props: { items: { $truncated: 'depth', size: 2 }, '…': { $truncated: 'items', size: 2 } },
      },
      item: { name: 'pot', '…': { $truncated: 'items', size: 2 } },
    });
    const text = (await elixirscope(['state', recording, '--at', 'cart.ts:12#2'])).stdout;
    expect(text).toMatch(/^#0 Cart\.add {2}cart\.ts:12:5$/m);
    expect(text).toMatch(/^ {5}this = Cart \{items: Array\(2\), total: 3\}$/m);
  });

  it('events', async () => {
    const events = await elixirscopeJson<{ kind: string; line: number; value: unknown; name: string }[]>([
      'events',
      recording,
      '--kind',
      'throw',
      '--kind',
      'put',
      '--line',
      '12',
    ]);
    expect(events.map(({ kind, name, value }) => [kind, name, value])).toEqual([
      ['put', 'total', 3],
      ['put', 'total', 23],
    ]);
    expect((await elixirscopeJson<unknown[]>(['events', recording, '--limit', '2'])).length).toBe(2);
    expect(await elixirscopeJson<unknown[]>(['events', recording, '--function', 'nobody'])).toEqual([]);
    const some = await elixirscopeJson<{ kind: string }[]>([
      'events',
      recording,
      '--since',
      'error:1',
      '--until',
      'end',
      '--thread',
      '1',
    ]);
    expect(some[0]).toMatchObject({ kind: 'throw' });
    expect((await elixirscope(['events', recording, '--kind', 'output'])).stdout).toMatch(
      /output.*stdout.*"total 23\\n"/,
    );
  });

  const CALLS_PROGRAM = `
const fallback = () => 7;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
function add(list, x, ...more) { list.push(x, ...more); return list.length; }
function withDefault(first, [second = fallback()] = []) { return first + second; }
async function later(text, ms = 20) { await wait(ms); if (ms > 20) throw new RangeError(text); return text; }
add([1], 2, 3);
withDefault(1);
await later('fine');
await later('late', 21).catch(() => {});
`;

  it.each(['full', 'calls'])('calls, with what they were given and how they ended (--mode %s)', async (mode) => {
    const out = join(folder, `calls-${mode}.escope`);
    writeFileSync(join(folder, 'calls.mjs'), CALLS_PROGRAM);
    await elixirscope(['record', '--quiet', '--mode', mode, '--out', out, 'calls.mjs'], { cwd: folder });
    const calls = await elixirscopeJson<Record<string, unknown>[]>(['calls', out]);
    const told = calls.map(({ function: name, line, end, value, arguments: given }) => [name, line, given, end, value]);
    expect(told.filter(([name]) => /add|fallback|withDefault|later/.test(String(name)))).toEqual([
      ['add', 4, { list: [1], x: 2, more: [3] }, 'returned', 3],
      ['withDefault', 5, { first: 1, second: 7 }, 'returned', 8],
      ['fallback', 2, {}, 'returned', 7],
      ['later', 6, { text: 'fine', ms: 20 }, 'returned', 'fine'],
      ['later', 6, { text: 'late', ms: 21 }, 'threw', expect.objectContaining({ $error: 'RangeError' })],
    ]);
    const [, , fine] = calls.filter(
      ({ function: name }) => name === 'later' || name === 'withDefault' || name === 'add',
    );
    expect(fine).toMatchObject({ function: 'later', thread: 1, file: 'calls.mjs' });
    expect(fine!.micros).toBeGreaterThan(10_000);
    const text = (await elixirscope(['calls', out, '--function', 'later', '--limit', '1'])).stdout;
    expect(text).toMatch(
      /^1:\d+ {2}[\d.]+ ms {2}calls\.mjs:6:1 {2}later\(text = 'fine', ms = 20\) {2}returned 'fine' {2}[\d.]+ ms\n$/,
    );
  });

  it('history', async () => {
    const history = await elixirscopeJson<{ value: unknown; line: number; position: object }[]>([
      'history',
      recording,
      '--at',
      'end',
      '--expr',
      'cart.total',
    ]);
    expect(history.map(({ value, line }) => [value, line])).toEqual([
      [0, 8],
      [3, 12],
      [23, 12],
    ]);
    expect(
      (await elixirscope(['history', recording, '--at', 'end', '--expr', 'cart.total', '--limit', '1'])).stdout,
    ).toMatch(/cart\.ts:8:3 {2}0\n$/);
  });

  it('history of an expression, each time that a line ran', async () => {
    const args = ['history', recording, '--each', 'cart.ts:12', '--expr', 'this.total + item.price'];
    const sampled = await elixirscopeJson<{ value: unknown; line: number; file: string }[]>(args);
    expect(sampled.map(({ value, file, line }) => [value, file, line])).toEqual([
      [3, 'cart.ts', 12],
      [23, 'cart.ts', 12],
    ]);
    expect((await elixirscope([...args, '--limit', '1'])).stdout).toMatch(/cart\.ts:12:5 {2}3\n$/);
    const elsewhere = ['history', recording, '--each', 'cart.ts:12', '--expr', 'nothing.there', '--limit', '1'];
    expect((await elixirscope(elsewhere)).stdout).toMatch(/ {2}<.*nothing.*>\n$/);
  });

  it.skipIf(process.platform === 'win32')('long output to who reads slowly, no more, or onto a full disk', async () => {
    const program = join(folder, 'many.js');
    writeFileSync(program, 'let x = 0;\nfor (let i = 0; i < 20_000; i++) { x = i; }\nx;\n');
    expect((await elixirscope(['record', '--quiet', '--out', 'many.escope', 'many.js'], { cwd: folder })).code).toBe(0);
    const to = (rest: string): Promise<Ended> => {
      const command = `"$0" "$1" history many.escope --at many.js:3 --expr x ${rest}`;
      return run('bash', ['-c', `set -o pipefail; ${command}`, process.execPath, CLI], { cwd: folder });
    };
    expect(await to('| (sleep 0.5; wc -l)')).toMatchObject({ stdout: '20001\n', stderr: '', code: 0 });
    expect(await to('| head -1')).toMatchObject({ stderr: '', code: 0 });
    if (!existsSync('/dev/full')) return;
    const { code, stderr } = await to('> /dev/full');
    expect(stderr).toMatch(/^elixirscope: Not all of it could be printed: ENOSPC: .*\. Write it to another place\.\n$/);
    expect(code).toBe(1);
  });

  it('origins', async () => {
    const args = ['origins', recording, '--at', 'end', '--expr', 'cart.total'];
    const origins = await elixirscopeJson<{ kind: string; value: unknown; text: string; line: number }[]>(args);
    expect(origins.map(({ kind, value, text, line }) => [kind, value, text, line])).toEqual([
      ['made', 23, 'this.total += item.price', 12],
    ]);
    expect((await elixirscope(args)).stdout).toMatch(/cart\.ts:12:5 {2}made 23 {2}this\.total \+= item\.price\n$/);
  });

  it('diff', async () => {
    const other = join(folder, 'other.escope');
    await elixirscope(['record', '--quiet', '--out', other, 'cart.ts', '4'], { cwd: folder });
    const differ = await elixirscope(['diff', recording, other]);
    expect(differ.code).toBe(1);
    expect(differ.stdout.replaceAll(/1:\d+/g, '<position>')).toMatchInlineSnapshot(`
      "After 49 equal events, the exit code is 3 in cart.escope and 4 in other.escope.
      cart.escope  <position>
      other.escope  <position>
      "
    `);
    const { stdout } = await elixirscope(['diff', recording, other, '--json']);
    const found = JSON.parse(stdout) as { kind: string; sides: { value: unknown }[] };
    expect([found.kind, found.sides.map(({ value }) => value)]).toEqual(['value', [3, 4]]);
    const all = await elixirscope(['diff', recording, other, '--limit', '5']);
    expect(all.stdout).toMatch(/^After 49 equal .*\n\nThe runs do not come together again before they end\.\n$/s);
    const list = await elixirscope(['diff', recording, other, '--limit', '5', '--json']);
    expect(JSON.parse(list.stdout)).toMatchObject([
      { apart: [0, 0], kind: 'value' },
      { apart: [1, 1], kind: null },
    ]);
    const same = await elixirscope(['diff', recording, recording]);
    expect(same).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The runs are the same: \d+ events\.\n$/) });
  });

  it('query', async () => {
    const lines = await elixirscope(['query', recording, 'kind === "put" && name === "total" && value > 3']);
    expect(lines.stdout).toMatch(/^1:\d+ {2}[\d.]+ ms {2}put {4} {2}cart\.ts:12:5 {2}Cart\.add {2}total {2}= 23\n$/);
    const looked = ['query', recording, 'kind === "write" && value.items.length === 0'];
    const found = await elixirscopeJson([...looked, '--json']);
    expect(found).toMatchObject([{ file: 'cart.ts', line: 16, name: 'cart' }]);
    const csv = await elixirscope(['query', recording, 'kind === "throw"', '--csv']);
    expect(csv.stdout.replaceAll(/^1,\d+,[\d.]+/gm, '<when>')).toBe(
      'thread,seq,time_ms,kind,function,file,line,column,name,value,text\n<when>,throw,(module),cart.ts,22,3,,RangeError: too much,\n',
    );
    const wrong = await elixirscope(['query', recording, 'total > 3', '--csv']);
    expect(wrong).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('`total` is no field of an event'),
    });
  });

  it('diff of two moments', async () => {
    const { stdout } = await elixirscope(['diff', recording, '--to', 'cart.ts:12#2', '--from', 'cart.ts:12#1']);
    expect(stdout.replaceAll(/1:\d+/g, '<position>')).toMatchInlineSnapshot(`
      "<position>  Cart.add cart.ts:12
      <position>  Cart.add cart.ts:12
      + Cart.add (called)  @<position> cart.ts:10
        + this: Cart {items: Array(2), total: 3}  @<position> cart.ts:10
        + item: {name: 'pot', price: 20}  @<position> cart.ts:10
      - Cart.add (over)  @<position> cart.ts:13
        - this: Cart {items: Array(1), total: 0}
        - item: {name: 'tea', price: 3}
        (module)
        ~ name: 'tea' -> 'pot'  @<position> cart.ts:17
        ~ price: 3 -> 20  @<position> cart.ts:17
        cart.ts
          cart: Cart {items: Array(2), total: 3}
            items: (2) [{…}, {…}]
            + [1]: {name: 'pot', price: 20}  @<position> cart.ts:11
          ~ total: 0 -> 3  @<position> cart.ts:12
      "
    `);
    const json = await elixirscope(['diff', recording, '--from', 'cart.ts:12#1', '--to', 'cart.ts:12#2', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ cut: null, moments: [{ functionName: 'Cart.add' }, {}] });
    const alone = await elixirscope(['diff', recording, '--from', 'start']);
    expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining('two moments by --from and --to') });
  });

  it.each(['record', 'info', 'events', 'state', 'query', 'history', 'origins', 'diff', 'dap'])(
    '%s --help',
    async (command) => {
      const ended = await elixirscope([command, '--help']);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toMatch(new RegExp(`^Usage: elixirscope ${command}`));
    },
  );
});
