/** Expressions that want to get out, or never to end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/properties.js';
import { fakeRecording } from '../../../test/support/recording.js';
import { evaluate } from './evaluate.js';

const variables = { text: 'a'.repeat(40), xs: [1, 2, 3], o: { k: 1 }, big: 3n };
const recording = fakeRecording([{ line: 1, depth: 1, variables }]);
const surroundings = { recording, at: recording.position(0), frame: 0 };

/** CPU time of the thread: the evaluation's own bound, and what it does between two looks at the clock. */
const MAX_MILLIS = 2500;

function timed(text: string) {
  const start = process.threadCpuUsage();
  const result = evaluate(text, surroundings);
  const { user, system } = process.threadCpuUsage(start);
  expect((user + system) / 1000, text).toBeLessThan(MAX_MILLIS);
  return result;
}

describe('ends', () => {
  it.each([
    '/(a+)+$/.test(text + "!")',
    'text.replace(/(a|aa)+$/, "") + /(a|a|a)+b/.exec(text + text)',
    'text.split(/(a*)*b/)',
    'new RegExp("(x+x+)+y").test("x".repeat(60))',
    '"x".repeat(1e9)',
    '"x".padEnd(1e9)',
    '"x".padStart(Infinity)',
    'new Array(4e9 - 1)',
    'Array.from({ length: 1e12 })',
    '(() => { while (true) {} })()',
    '(() => { for (;;) ; })()',
    '(function f() { return f() })()',
    '(function f(n) { return [f(n + 1), f(n + 1)] })(0)',
    '((f) => f(f))((f) => f(f))',
    '(() => { const a = []; while (true) a.push(a) })()',
    '(() => { let s = "x"; while (true) s += s })()',
    '(() => { let s = "x"; const all = []; while (true) { s = s + "y"; all.push(s.slice(1)) } })()',
    '(() => { const m = new Map(); for (let i = 0; ; i++) m.set(i, i) })()',
    '(() => { const o = {}; for (let i = 0; ; i++) o[i] = i })()',
    '(() => { const a = []; a[4294967294] = 1 })()',
    '(() => { const a = [1]; a.length = 1e9 })()',
    'Array.from({ length: 20 }).reduce((x) => x * x * x, 10n ** 99n)',
    '2n ** (2n ** 62n)',
    'BigInt.asUintN(2 ** 40, -1n)',
    '1n << 100000000000n',
    '"ab".replaceAll("", "x".repeat(1e6))',
    '"a".repeat(1e6).replaceAll("a", "$`")',
    '"a".repeat(1e6).split("").map((c, i, all) => all.join(""))',
    'Array.from({ length: 1e5 }, () => 0).flatMap(() => Array.from({ length: 1e5 }))',
    'Array.from({ length: 5000 }, (_, i) => i).toSorted((a, b) => { for (let i = 0; i < 1e5; i++) ; return a - b })',
    '(() => { const a = []; a.push(a); return JSON.stringify(a) })()',
    '(() => { const a = []; a.push(a); return a.flat(Infinity) })()',
    '(() => { const a = []; a.push(a, a); return String(a) + a.flat(60) })()',
    'JSON.parse("[".repeat(200000) + "]".repeat(200000))',
    `${'['.repeat(4000)}${']'.repeat(4000)}`,
    '(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return String(a) })()',
    '(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return JSON.stringify(a) })()',
    '(() => { const a = [1, 2]; for (const x of a) a.push(x); return a.map(() => a.push(1)).length })()',
    '({ toString() { return this + "" } }) + ""',
    '[..."x".repeat(4e6)].length',
    'Array(150).fill("x".repeat(4e5)).map((s, i) => s + i).length',
    'encodeURIComponent("\\u{1f600}".repeat(1e6)).length',
  ])('%s', (text) => {
    timed(text);
  });
});

describe('stays inside', () => {
  it.each([
    'xs.map.constructor("return process")()',
    '(() => {}).constructor("return process")()',
    '[].at.call.call.constructor("return 1")()',
    '({}).constructor.constructor("return globalThis")()',
    'text.constructor.constructor("return 1")()',
    'o.__proto__.polluted = 1',
    'o["__pro" + "to__"].polluted = 1',
    '({ ["__proto__"]: { polluted: 1 } }).polluted',
    'Object.assign({}, JSON.parse("{\\"__proto__\\": {\\"polluted\\": 1}}")).polluted',
    '(() => { const x = {}; x.__proto__ = o; x.__proto__.polluted = 1; return x.k })()',
    '(() => { const x = []; x["constructor"] = 1; return [].constructor })()',
    'Object.prototype.polluted = 1',
    'Array.prototype.at = () => 1',
    'Object.getPrototypeOf(o).polluted = 1',
    'Object.setPrototypeOf(xs, null)',
    'Object.defineProperty(Math, "max", { value: 1 })',
    'Reflect.construct(Function, ["return 1"])()',
    'import("node:fs")',
    'import.meta.url',
    'new.target',
    'require("fs")',
    'globalThis.process.exit()',
    'process.exit()',
    'module.constructor._load("fs")',
    'this.constructor',
    'arguments.callee.caller',
    '(function () { return this })()',
    'xs.toString.caller',
    '"a".replace(/a/, Function)',
    'xs.map(eval)',
    'JSON.parse("1", () => process)',
    'Symbol.iterator',
    'new Proxy({}, {})',
    'xs[Symbol.iterator]()',
    'console.log(1)',
    'fetch("http://localhost")',
    'new WebAssembly.Module(xs)',
    'setTimeout(() => 1)',
    'Error.prepareStackTrace = (e, s) => s',
    'new Error("x").stack.constructor',
    'toString.constructor',
    'valueOf().constructor',
    '"x".localeCompare("y", { __proto__: null, get constructor() { return 1 } })',
  ])('%s', (text) => {
    const result = timed(text);
    expect(JSON.stringify(result, (_, value: unknown) => (typeof value === 'function' ? '' : value))).not.toMatch(
      /polluted":1/,
    );
    if (result.ok) expect(['undefined', 'number', 'string', 'made', 'unknown']).toContain(result.value.kind);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(evaluate('[xs.at(0), Math.max(1, 2), [3].at(0)].join()', surroundings)).toMatchObject({
      value: { value: '1,2,3' },
    });
  });
});

const PIECES = [
  'constructor',
  '__proto__',
  'prototype',
  'call',
  'apply',
  'bind',
  'this',
  'xs',
  'o',
  'text',
  'Object',
  'Array',
  'Function',
  'globalThis',
  'process',
  'eval',
  'toString',
  'valueOf',
  'map',
  'reduce',
  'replace',
  'at',
  'keys',
  'assign',
  'fromEntries',
  'getPrototypeOf',
  'length',
  '"constructor"',
  '"__proto__"',
  '"return process"',
  '1e9',
  '-1',
  'Infinity',
  'NaN',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '.',
  '?.',
  ',',
  '=>',
  '=',
  '...',
  '`',
  '${',
  ':',
  ';',
  '+',
  '**',
  '/(a*)*b/',
  '()',
  '(x => x)',
  '[0]',
  'new ',
  'delete ',
  'typeof ',
  'void ',
  'await ',
  'yield ',
  'async ',
  'function ',
  'class ',
  'super',
  'import',
  'new.target',
  '#x',
  'as unknown',
  '!',
  '<T>',
  '$at',
  '$prev',
  '$history',
  '$writes',
  '\\u{63}',
];

it('never throws, never hangs and never changes the engine, whatever it is given', () => {
  const own = Object.getOwnPropertyNames(Object.prototype).join();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
      timed(pieces.join(''));
      timed(`xs.map(x => ${pieces.join('')})`);
    }),
    { numRuns: runs(3000) },
  );
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(own);
});
