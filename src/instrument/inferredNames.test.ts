import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { mapExtensions } from './mapExtensions.js';

/** Runs a CommonJS module; the names that V8 knows its functions by, by where they start. */
async function namesInV8(text: string, filename: string): Promise<Map<number, string>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  try {
    const module = { exports: {} };
    compileFunction(text, ['exports', 'module', 'require'], { filename })(module.exports, module, require);
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const functions = result.find(({ url }) => url === filename)?.functions ?? [];
    return new Map(functions.map((f) => [f.ranges[0]?.startOffset ?? -1, f.functionName]));
  } finally {
    session.disconnect();
  }
}

const require = createRequire(import.meta.url);
let runs = 0;

async function check(text: string): Promise<number> {
  const v8 = await namesInV8(text, `file:///inferred-${runs++}.cjs`);
  const file = ts.createSourceFile('x.js', text, ts.ScriptTarget.ESNext, true);
  const anonymous = mapExtensions(file).x_functions.filter(
    ([start, , name, isClass]) => name !== null && !isClass && v8.has(start),
  );
  const named = (nameAt: (start: number, ours: string) => string | undefined): string[] =>
    anonymous.map(([start, end, ours]) => `${nameAt(start, ours ?? '')}: ${text.slice(start, end)}`);
  expect(named((_, ours) => ours)).toEqual(named((start) => v8.get(start)));
  return anonymous.length;
}

describe('names inferred for functions without one are those of V8', () => {
  it.each([
    [
      'beside assignments',
      'const a = {}; a.b = () => 1; a["c d"] = function () {}; a[1] = () => 2; (a.e) = [() => 3];',
    ],
    ['in declarations', 'const a = [() => 1, function () {}, () => { const b = [() => 2]; }]; a.map((f) => f());'],
    ['beside calls', 'function f() {} const a = f(() => 1, () => 2, () => 3); f([() => 4], () => 5); new f(() => 6);'],
    [
      'from later statements',
      '[() => 1]; let late; late = 2; [() => 3]; ({ key: [() => 4] }); [() => 5]; var last = 1;',
    ],
    [
      'from patterns',
      'const g = (v) => v; const list = [() => { const { a } = {}; [() => 1]; }, ({ a = 1 }) => 2, (...r) => 3, async ({ a, b }) => 4]; list[0]();',
    ],
    [
      'in constructors',
      'function Foo() { this.bar = () => 1; const x = [() => 2]; } Foo.prototype.baz = () => 3; new Foo();',
    ],
    [
      'in classes',
      'class A { f = [() => 1]; static s = [() => 2]; m() { return [() => 3]; } static { [() => 4]; } } new A().m();',
    ],
    ['of constructors', 'const c = [class { constructor() {} }, class {}]; c.map((C) => new C());'],
    [
      'of functions called at once',
      'const a = (function () { return [() => 1]; })(); (function () {}).b = 1; !function () { [() => 2]; }(); ((x) => [() => 3])();',
    ],
    ['behind calls', 'const o = { m: () => o, n: {} }; o.m()["k"] = () => 1; o.n["k"] = () => 2; o.m().n.j = () => 3;'],
    [
      'beside conditions',
      'const o = {}; o.a ? o.b : o.c ? o.d = () => 1 : () => 2; o.e ||= [() => 3]; o.f += [() => 4];',
    ],
  ])('%s', async (_, text) => {
    expect(await check(text)).toBeGreaterThan(0);
  });

  it('in a whole package', async () => {
    expect(await check(readFileSync(require.resolve('acorn'), 'utf8'))).toBeGreaterThan(100);
  });
});
