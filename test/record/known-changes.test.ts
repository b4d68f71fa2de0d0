/** What recording knowingly changes: one test per entry of src/FIDELITY.md, of the same title. Each fails when the entry is out of date. */
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { record } from './cli.js';
import { ROOT, run } from './process.js';

interface Both {
  readonly plain: unknown;
  readonly recorded: unknown;
}

/** Runs a program that prints one line of JSON, plain and recorded. */
async function both(source: string, name = 'program.cjs'): Promise<Both> {
  const cwd = mkdtempSync(join(tmpdir(), 'elixirscope-known-'));
  writeFileSync(join(cwd, name), source);
  const plain = await run('node', [name], { cwd });
  const recorded = await record({ program: name, out: join(cwd, 'run.escope'), cwd });
  expect([plain.code, recorded.code]).toEqual([0, 0]);
  return { plain: JSON.parse(plain.stdout), recorded: JSON.parse(recorded.stdout) };
}

const tests: Readonly<Record<string, () => Promise<void>>> = {
  'Time and memory': async () => {
    const { plain, recorded } = await both(
      'let n = 0; const t = process.cpuUsage(); for (let i = 0; i < 3e6; i++) n += i % 7; console.log(process.cpuUsage(t).user);',
    );
    expect(recorded).toBeGreaterThan(2 * (plain as number));
  },

  'Code caches of hot programs': async () => {
    const { plain, recorded } = await both(`const { Script } = require('node:vm');
const text = 'function f() { return 1; }; f();';
const cachedData = new Script(text).createCachedData();
let n = 0;
const start = Date.now();
while (n < 1e6 || Date.now() < start + 500) n++;
console.log(new Script(text, { cachedData, filename: 'other.js' }).cachedDataRejected);
`);
    expect([plain, recorded]).toEqual([false, true]);
  },

  "A compile cache of the program's own": async () => {
    const { plain, recorded } = await both(`const loader = require('node:module');
const { mkdtempSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const folder = mkdtempSync(join(require('node:os').tmpdir(), 'elixirscope-compiled-'));
const none = [process.env.NODE_COMPILE_CACHE ?? null, loader.getCompileCacheDir() ?? null];
const statuses = [loader.enableCompileCache(folder), loader.enableCompileCache()].map((one) => one.status);
writeFileSync(join(folder, 'some.cjs'), 'exports.one = function one() { return 1; }; exports.one();');
require(join(folder, 'some.cjs'));
loader.flushCompileCache();
console.log(JSON.stringify([none, statuses, readdirSync(loader.getCompileCacheDir()).length]));
`);
    expect(plain).toEqual([[null, null], [1, 2], 1]);
    expect(recorded).toEqual([[null, null], [1, 2], 0]);
  },

  'The depth of recursion': async () => {
    const { plain, recorded } = await both(`
const depth = (f) => { let n = 0; const enter = () => { n++; }; try { f(enter); } catch (e) { if (String(e) !== 'RangeError: Maximum call stack size exceeded') throw e; } return n; };
function small(enter) { enter(); return 1 + small(enter); }
function middle(enter, o = { a: 1 }) { enter(); const a = o.a + 1, b = a * 2, c = { a, b }; let r = 0; for (const k of [1]) r += k; r += middle(enter, c); return r + o.a; }
class Node_ { constructor(enter) { enter(); this.next = new Node_(enter); } walk(enter) { enter(); return this.walk(enter) + 1; } }
const closure = (enter) => { enter(); const inner = () => enter; return closure(inner()); };
console.log(JSON.stringify([depth(small), depth(middle), depth((e) => new Node_(e)), depth((e) => Node_.prototype.walk(e)), depth(closure)]));
`);
    const factors = (plain as number[]).map((depth, i) => depth / (recorded as number[])[i]!);
    expect(Math.max(...factors)).toBeLessThan(3);
    expect(Math.max(...factors)).toBeGreaterThan(1.1);
  },

  'Where a stack overflow is reported': async () => {
    const { plain, recorded } = await both(`function recurse(n) {
  const here = n + 1;
  return recurse(here) + here;
}
try { recurse(0); } catch (e) { console.log(JSON.stringify(/recurse.*?:(\\d+:\\d+)\\)/.exec(e.stack)[1])); }
`);
    expect(plain).not.toBe(recorded);
    expect(recorded).toMatch(/^[23]:/);
  },

  'A symbol on globalThis': async () => {
    const { plain, recorded } = await both(
      `const ours = () => Object.getOwnPropertySymbols(globalThis).map(String).filter((s) => s.includes("elixir"));
const seen = [ours()];
delete Error.stackTraceLimit;
require("node:fs").writeFileSync(__dirname + "/other.cjs", "exports.one = 1;");
require("./other.cjs");
seen.push(ours());
console.log(JSON.stringify(seen));`,
    );
    expect([plain, recorded]).toEqual([
      [[], []],
      [[], ['Symbol(elixirscope.kit)']],
    ]);
  },

  'Functions of the process are ours': async () => {
    const { plain, recorded } = await both(
      'const s = String(process.kill); console.log(JSON.stringify([Object.hasOwn(process, "emit"), Object.hasOwn(process.stdout, "write"), process.kill.name, s]))',
    );
    const [ownEmit, ownWrite, ...looks] = plain as unknown[];
    expect([ownEmit, ownWrite]).toEqual([false, false]);
    expect(recorded).toEqual([true, true, ...looks]);
  },

  'Call sites have methods of their own': async () => {
    const { plain, recorded } = await both(
      'Error.prepareStackTrace = (e, sites) => Object.getOwnPropertyNames(sites[0]); console.log(JSON.stringify(new Error().stack))',
    );
    expect([plain, recorded]).toEqual([
      [],
      ['getFunctionName', 'getTypeName', 'getLineNumber', 'getColumnNumber', 'toString'],
    ]);
  },

  'Messages that other code catches': async () => {
    const { plain, recorded } =
      await both(`const other = require('node:vm').runInThisContext('(f) => { try { f(); } catch (e) { return e.message; } }');
const fails = { nowhere: () => [].concat().nowhere(), iterates: () => { for (const one of fails); } };
const found = Object.values(fails).map((f) => {
  let own;
  try { f(); } catch (error) { own = error.message; }
  return [own, other(f)];
});
console.log(JSON.stringify(found));
`);
    const messages = ['[].concat(...).nowhere is not a function', 'fails is not iterable'];
    expect(plain).toEqual(messages.map((own) => [own, own]));
    expect(recorded).toEqual(messages.map((own) => [own, expect.stringMatching(/^\$es_t.* is not /)]));
  },

  'Stacks that reach their limit': async () => {
    const { plain, recorded } = await both(`Error.stackTraceLimit = 3;
class Base { constructor() { this.frames = new Error().stack.split('\\n').length - 1; } }
class Derived extends Base {}
class Third extends Derived {}
const list = { [Symbol.iterator]: () => ({ next: () => ({ value: new Base().frames }) }) };
const iterated = () => { const [frames] = list; return frames; };
const deep = (n) => (n === 0 ? [new Derived().frames, new Third().frames, iterated()] : deep(n - 1));
console.log(JSON.stringify(deep(9)));
`);
    expect([plain, recorded]).toEqual([
      [3, 3, 3],
      [3, 2, 2],
    ]);
  },

  'Asynchronous ids': async () => {
    const { plain, recorded } = await both(
      'const a = require("async_hooks"); console.log(JSON.stringify([a.executionAsyncId(), new a.AsyncResource("x").asyncId()]))',
    );
    const [[plainOwn, plainNew], [own, made]] = [plain as number[], recorded as number[]] as [number[], number[]];
    expect(own).toBe(plainOwn);
    expect(made).toBeGreaterThan(plainNew!);
  },

  'Reports and handles below Node': async () => {
    const { plain, recorded } = await both(
      'console.log(JSON.stringify([process.report.getReport().workers.length, process._getActiveHandles().length, process.getActiveResourcesInfo()]))',
    );
    expect((plain as unknown[])[0]).toBe(0);
    expect(recorded).toEqual([1, ...(plain as unknown[]).slice(1)]);
  },

  'Module hooks of the program': async () => {
    const { plain, recorded } = await both(
      `import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const map = '//# sourceMappingURL=data:application/json,{}';
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const source = String(loaded.source).replace('1', '2');
    return { ...loaded, source: url.endsWith('compiled.mjs') ? source + map : source };
  },
});
const values = [];
for (const name of ['given', 'compiled']) {
  writeFileSync(new URL(name + '.mjs', import.meta.url), 'export const value = 1;\\n');
  values.push((await import('./' + name + '.mjs')).value);
}
console.log(JSON.stringify([...values, registerHooks.name]));
`,
      'program.mjs',
    );
    expect(plain).toEqual([2, 2, 'registerHooks']);
    expect(recorded).toEqual([2, 1, 'registerHooks']);
  },

  'The order in which Node reads exports': async () => {
    const { plain, recorded } = await both(
      `import { writeFileSync } from 'node:fs';
const read = (globalThis.read = []);
const text = 'exports.b = exports.a = 0;' +
  'for (const key of ["a", "b"]) Object.defineProperty(exports, key, { get: () => (read.push(key), 1) });' +
  'if (read.length > 100) exports.a = 1;';
writeFileSync(new URL('getters.cjs', import.meta.url), text);
const { a, b } = await import('./getters.cjs');
console.log(JSON.stringify([a, b, ...read]));
`,
      'program.mjs',
    );
    expect([plain, recorded]).toEqual([
      [1, 1, 'b', 'a'],
      [1, 1, 'a', 'b'],
    ]);
  },

  'Source maps that files have themselves': async () => {
    const map = {
      version: 3,
      sources: ['original.ts'],
      sourcesContent: ['\n\nthrow 1;\n'],
      names: [],
      mappings: 'AAEA',
    };
    const inline = Buffer.from(JSON.stringify(map)).toString('base64');
    const { plain, recorded } = await both(`process.setSourceMapsEnabled(true);
const url = '//# sourceMapping' + 'URL=data:application/json;base64,${inline}';
require('node:fs').writeFileSync('compiled.cjs', 'module.exports = new Error().stack;\\n' + url + '\\n');
console.log(JSON.stringify(require('./compiled.cjs').split('\\n')[1].replace(/.*[/]/, '')));
`);
    expect([plain, recorded]).toEqual(['original.ts:3:1)', 'compiled.cjs:1:18)']);
  },

  'Workers with flags of their own': async () => {
    const { plain, recorded } =
      await both(`const { Worker, isMainThread, parentPort, threadId } = require('worker_threads');
if (isMainThread) new Worker(__filename, { execArgv: [] }).on('message', (id) => console.log(id));
else parentPort.postMessage(threadId);
`);
    expect([plain, recorded]).toEqual([1, 2]);
  },

  'Test runners that load modules themselves': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'elixirscope-known-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    writeFileSync(
      join(folder, 'text.test.mjs'),
      `import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
test('text', function own() { writeFileSync('text', String(own)); });
`,
    );
    const text = (): string => readFileSync(join(folder, 'text'), 'utf8');
    const program = 'node_modules/vitest/vitest.mjs';
    await run('node', [program, 'run'], { cwd: folder });
    expect(text()).not.toContain('$es_');
    const ended = await record({ program, args: ['run'], out: join(folder, 'run.escope'), cwd: folder });
    expect(ended.code).toBe(0);
    expect(text()).toContain('$es_');
  },

  'The stack of a failed import in TypeScript': async () => {
    const { plain, recorded } = await both(
      `const there: string = './nowhere.ts';
try {
  await import(there);
} catch (e) {
  console.log(JSON.stringify((e as Error).stack!.includes('customization_hooks')));
}
`,
      'program.mts',
    );
    expect([plain, recorded]).toEqual([false, true]);
  },
};

for (const [title, test] of Object.entries(tests)) it(title, test);

it('every entry of the page has its test, and every test its entry', () => {
  const page = readFileSync(join(ROOT, 'src/FIDELITY.md'), 'utf8');
  const titles = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(Object.keys(tests));
});
