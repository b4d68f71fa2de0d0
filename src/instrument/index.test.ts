import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SITE, type SiteTable } from '../wire/sites.js';
import { type InstrumentOptions, instrument } from './index.js';

const GOLDEN = new URL('../../test/golden/instrument/', import.meta.url).pathname;
const SEMANTICS = new URL('../../test/fixtures/semantics.js', import.meta.url).pathname;

interface Options {
  readonly path?: string;
  readonly mode?: InstrumentOptions['mode'];
  readonly reducible?: boolean;
}

const run = (
  source: string,
  { path = '/w/a.js', mode = 'full', reducible = false }: Options = {},
): { code: string; table: SiteTable } => {
  const format = path.endsWith('.mjs') ? 'module' : 'commonjs';
  const result = instrument({ path, source, format, key: 'k' }, { mode, reducible, compilerOptions: {} });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

/** The module's own code, without prelude, source map and end of module. */
const body = (code: string): string => {
  const head = /\$es_f0 ?= ?\$es_0\((?:this)?\);\s*\$es_begun\(\);\s*\$es_x0 ?= ?\$es_C\[11\] ?- ?1;/.exec(code);
  const start = head === null ? 0 : head.index + head[0].length;
  return code.slice(start).split(/\n;?\s*\$es_[12]\(void 0|\n\/\/# /)[0] ?? '';
};

/** `kind line:column "text"` of each site; the module's own two left out. */
const sites = (source: string, table: SiteTable, mode = 'full'): string[] => {
  const s = table.sites;
  return s.kind
    .map(
      (k, i) => `  ${i} ${SITE[k]} ${s.line[i]}:${s.column[i]} ${JSON.stringify(source.slice(s.start[i], s.end[i]))}`,
    )
    .slice(mode === 'full' ? 3 : 2);
};

const golden = (name: string, sources: readonly string[], options?: Options): void =>
  it(name, async () => {
    const text = sources.map((source) => {
      const { code, table } = run(source, options);
      return `${source}\n  => ${body(code)}\n${sites(source, table, options?.mode).join('\n')}\n`;
    });
    await expect(text.join('\n')).toMatchFileSnapshot(`${GOLDEN}${name}.txt`);
  });

describe('probes', () => {
  golden('declarations', [
    'let x = 1;',
    'let x; var y;',
    'const f = () => 1',
    'const {a, b: [c]} = o;',
    'let [p] = q, r = s;',
    'function f(){return"x"}',
    'class A { #p = 1; m() {} static { f(); } }',
  ]);
  golden('assignments', [
    'let x; x = 1; x += 2; x ??= 3; x++; y(x--)',
    'o.p = 1; o[k] = f(); delete o.p; delete o[k]; delete o.a?.b.c',
    'o.x = o = f()',
    'let a; [a, o.p] = [1, 2]; ({ a = 3 } = {})',
    'class A { #n = 0; m() { return this.#n++ } }',
  ]);
  golden(
    'reduced bodies',
    [
      'function f(o, x) {\n  // why\n  o.a = x\n  if (x) return o.b++\n  else delete o[x]\n}',
      'let n = 0; const f = (x) => (n += x); const g = () => ({ a: 1 })',
      'class A extends B { constructor(x) { super(x); this.x = x } m(x) { "use strict"; this.list.push(f(x)); throw x } }',
      'class A { constructor(x) { this.x = x } } function B(x) { this.x = x } function c() {} const d = () => a?.b',
      'function f(o) { const { a, b: [c] = [] } = o; let i = 0; for (const k in o) i += o[k]; for (let j = 0; j < a; j++, i++) o.n = j }',
      'function f(o) { const { a, b = 1 } = o; let i = 0; for (const k in o) i += o[k]; for (let j = 0; j < a; j++, i++) o.n = j }',
      'xs.forEach((x) => { const list = []; list.push(x); o.last = { list } })',
      'function f() { label: for (const x of xs) { let a = x\n[a] ; if (a) continue label\n;do a--\nwhile (a)\n } }',
      'function a() { return () => 1 } function b(x = f()) {} function c() { try { d() } catch {} }',
      'function f(a, x) { return a.m() + this.n(x) + (a.hook?.(x) ?? 0) }',
      'async function a() {} function* b() {} function c() { eval(x) } function d(x) { [x] = arguments }',
      'function f(list) {\n  return list.map((x) => {\n    let a = g(x)\n    return a\n  }).filter((a) => a < 1)\n}',
      'function f() { g(x => y => x); h((a = 1) => a); let v; i(() => v) }',
      'class A { x = 1; constructor() { f() } next() { this.x = 2 } } function t() { tag`x`; return `\n` }',
    ],
    { reducible: true },
  );
  golden('callbacks', [
    'on((x) => x)',
    'on({ m(x) {}, list: [function ({ a }) { this.b }] })',
    'function f(x) {} const o = { m: (x) => x }; on(f, o)',
    'xs.map((x) => x); own((x) => x); function own(f) {}',
    'class A extends B { _write(x) {} other(x) {} }',
    'function each(visit, x) { visit(x); visit.call(this, x); visit(visit = x); own(x); visit(); visit(() => x) } function own(y) {}',
    'function each(visit, x, i) { visit(arguments[0] = x); visit(i++); visit(arguments[2]++); visit(x) }',
  ]);
  it('private names of two classes are two keys', () => {
    const { table } = run('class A { #n = 0; } class B extends A { #n = 1; m() { this.#n = 2; } }');
    expect(table.keys).toEqual(['#n', '#n@1']);
  });
  golden('loops', [
    'for (let i = 0; i < 2; i++) use(i)',
    'for (let i = 0; i < 2; i++) use(() => i)',
    'for (const x of xs) fs.push(() => x)',
    'while (a) b()',
    'do a(); while (b)',
    'l: for (const k in o) continue l',
    'for (;;) break',
  ]);
  golden('branches', [
    'if (a) b(); else if (c) d()',
    'switch (x) { case 1: let y; g(() => y) }',
    'try { f() } catch { g() } finally { h() }',
    'try { f() } catch ({ message }) { throw message }',
  ]);
  golden('functions', [
    'function f({ a, b = 1 }, ...r) { return a }',
    'class B extends A { constructor(x) { super(x); } }',
    'class C extends A { f = 1; constructor(x) { super(), this.s = x, this.init(); } }',
    'async () => { try { await f() } catch { } }',
    'function* g() { const r = yield 1; yield* r }',
    'async function f() { for await (const x of y) { if (x) continue; g(x) } }',
  ]);
  golden('calls', [
    'f(x)',
    'o.m()',
    'this.a.b.push(x, 1, () => 2)',
    'f().g(h())',
    'new C(x)',
    'Math.max(x, y); Object.keys(o); JSON.stringify(o)',
    'a.b?.c(d)',
    'f({ a, b: [c] }, ...d)',
    "'use strict'; f(this)",
    "let a; const c = 1; function f(p) { eval('a = p'); }",
    'function f(a, g) { a.m(); a.m(1); g.a.m(); a.m?.(); a.m(a = g); a.push(); } class C { m() {} }',
    'function f(a, g) { a.m(); a.m(1); g.a.m(); a.m?.(); a.m(a = g); a.push(); }',
    'function f(a) { const b = a; b.m(); b?.m(); c.m(); let c; for (const d of b) d.m(); switch (b) { case 1: let e; default: e.m() } }',
    'function f(g, o) { g?.(o); o.m?.(() => 1, o); o.m?.(() => 1); g?.(...o); o.m?.().n(); }',
  ]);
  golden('patterns', ['const [c, d] = t.map(Number)\nlet z = 1', 'const { a } = f().b, [b] = g()']);
  golden('top-level-await', ['if ((await --d) < ((await e)[1], ((4 % 8), f))) { class K { m() { return K; } } }'], {
    path: '/w/a.mjs',
  });
  golden(
    'types',
    [
      'interface I { a: number }\nlet x: I = { a: 1 } as I;\nenum E { A }\ndeclare const d: number;\nfunction f(this: I, a?: number): asserts a {}',
    ],
    { path: '/w/a.ts' },
  );
  golden('calls-mode', ['let x = 1; function f(a) { x += a; return x } f(x); async () => await f(1)'], {
    mode: 'calls',
  });
});

it('never moves a line', () => {
  const source = readFileSync(SEMANTICS, 'utf8');
  const { code } = run(source);
  expect(code.split('\n').slice(0, source.split('\n').length).length).toBe(source.split('\n').length);
  const lines = source.split('\n');
  code
    .split('\n')
    .slice(0, lines.length - 1)
    .forEach((line, i) => {
      const word = /^\w+/.exec(lines[i] ?? '')?.[0];
      if (word !== undefined && i > 0) expect(line).toContain(word);
    });
});

it('gives every variable of an activation a slot of its own', () => {
  const { table } = run('function f(a) { let b = 1; { let b = 2; g(b) } return () => a }');
  const own = table.variables.filter((v) => !v.captured && table.scopes[v.scope]?.fn === 1);
  expect(own.map((v) => `${v.name}:${v.slot}`)).toEqual(['this:0', 'b:1', 'b:2']);
  expect(table.variables.find((v) => v.name === 'a')).toMatchObject({ captured: true, slot: -1 });
});

it('refuses what it cannot instrument, and says why', () => {
  const codes = ['let = ;', 'const $es_1 = 0, ǂes_1 = 0'].map((source) => {
    const r = instrument(
      { path: '/w/a.js', source, format: 'commonjs', key: 'k' },
      { mode: 'full', compilerOptions: {} },
    );
    return r.ok ? 'ok' : `${r.error.code}: ${r.error.message}`;
  });
  expect(codes).toEqual([
    expect.stringMatching(/^syntax-error: \/w\/a\.js:1:/),
    expect.stringMatching(/^unsupported: .*\$es_.*ǂes_/),
  ]);
});

it('a TypeScript file for which blanks are not enough goes through the transpiler, if that helps', () => {
  const outcomes = [
    'class A { a = 1\n private *b() {} }',
    'class A { constructor(override x: number) {} }',
    'let a: number = 1; let a: number = 2;',
  ].map((source) => {
    const asked = { path: '/w/a.ts', source, format: 'module', key: 'k' } as const;
    const r = instrument(asked, { mode: 'full', compilerOptions: {} });
    return r.ok ? 'ok' : r.error.code;
  });
  expect(outcomes).toEqual(['ok', 'ok', 'syntax-error']);
});
