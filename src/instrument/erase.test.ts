import { readdirSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { unwrap } from '../base/result.js';
import { strip } from './erase.js';
import { parse } from './parse.js';

const stripped = (text: string, format: 'module' | 'commonjs' = 'module'): string | undefined =>
  strip({ path: '/w/a.ts', text, format, compilerOptions: {} });

/** All that a tree says about places, but for statements that do nothing. */
function outline(node: ts.Node): unknown {
  const parts: unknown[] = [];
  ts.forEachChild(node, (child) => {
    if (!ts.isEmptyStatement(child) && !ts.isSemicolonClassElement(child)) parts.push(outline(child));
  });
  return [ts.SyntaxKind[node.kind], ts.isStatement(node) ? 0 : node.getEnd(), ...parts];
}

/** As Node does it, but for the blanks themselves; false if it is left to TypeScript's transpiler. */
function check(source: string): boolean {
  const text = stripped(source);
  if (text === undefined) return false;
  const byNode = module.stripTypeScriptTypes(source);
  expect(text.length).toBe(byNode.length);
  expect(text.split('\n').length).toBe(source.split('\n').length);
  const [ours, nodes] = [text, byNode].map((t) => outline(unwrap(parse('/w/a.ts.js', t, 'module'))));
  expect(ours).toEqual(nodes);
  return true;
}

test.each([
  'const a: number = 1, b = 2 as const;',
  'let a ! : number; let b : string\nlet c',
  'interface A { a: 1 }\nexport type B<T> = T;\ndeclare const c: A;\ndeclare global { var x: 1 }\nfoo();',
  'foo();\ninterface A {\n  a: 1;\n}',
  "import type { A } from 'a';\nimport { b, type C } from 'b';\nimport { type D, d, type E, e, } from 'd';\nimport { type F, type G, } from 'f';\nexport type { A };\nexport { b, type C as Z };",
  'function f<T>(a?: T, ...b: T[]): asserts a is T { return a! }\nfunction g(): void;\nfunction g() {}',
  'const f = async <T,>(a: T, { b }: { b: 1 } = { b: 1 }): Promise<T> => a;',
  'const f = (a?: 1): a is 1 => a!.b!;\nconst o = { m<T>(this_: T): T { return this_ }, get x(): 1 { return 1 } };',
  'abstract class A<T> extends B<T> implements C, D {\n  static readonly x: number = 1;\n  readonly #y?: T;\n  private w? : 1;\n  declare z: 1;\n  [k: string]: unknown;\n  abstract m(): void;\n  m?(): void;\n  protected override async n<U>(a: U): Promise<U> {}\n  async *[o]<U>(a: U): AsyncGenerator<U> {}\n  constructor(a: 1);\n  constructor(a?: unknown) { super(a as T) }\n}',
  'a?.b!.c!(d as unknown)![e!]<T>`x`;\nnew Map<string, A<B>>();\nnew Set<A>;\nf<T>(x);\na?.<T>(b);',
  'for (const a of b as C[]) { try {} catch (e: unknown) {} }\n(a as B) = 1;\na! += 1;\nlet c = a! as B satisfies D;\n',
  'switch (a) { case b as C:\n type D = 1;\n d(); default: interface E {} }\n{ type F = 1 }',
  'export default abstract class {}\nexport abstract class B {}\nexport default function f<T>(): T;',
  'let a = b as C // comment\nlet d : /* y */ E = 1',
  'function f(this: A, b: B) {}',
  'if (a) b as C\nelse d!\nwhile (a) b satisfies C',
  'class A { a = 1\n readonly [b] = 2 }',
  'const f = (a: 1): {\n  a: 1;\n} => a;\nconst g = async <\n T,\n>(a: T) => a;\nfunction h<\n T,\n>(a: T) {}',
  "let a: 'ä' = b;",
  '\uFEFFlet a: B;',
])('%s', (source) => {
  expect(check(source)).toBe(true);
});

test.each([
  ['enum A { a }'],
  ['namespace A { export const a = 1 }'],
  ['class A { constructor(private a: number) {} }'],
  ['class A { @a b: number }'],
  ["import a = require('a');"],
  ['export = a;'],
  ['let a = <T>b;'],
  ['let a = 1 + 1 as number / 2;'],
  ['let a: = 1'],
  ['class A { get: B\n c() {} }'],
])('%s is more than types', (source) => {
  expect(check(source)).toBe(false);
});

test('blanks do not join statements or members', () => {
  expect(stripped('let a = b as C\n(d)')).toBe('let a = b;    \n(d)');
  expect(stripped('a\ninterface B {}\n[c]')).toBe('a\n;             \n[c]');
  expect(stripped('class A { a = 1\n readonly [b] = 2 }')).toBe('class A { a = 1\n ;        [b] = 2 }');
});

test('imports of types alone leave a script', () => {
  expect(stripped("import type { A } from 'a';\nlet b: A;", 'commonjs')).toBe(`${' '.repeat(27)}\nlet b   ;`);
  expect(stripped("import { type A } from 'a';\nlet b: A;", 'commonjs')).toBe(undefined);
});

test('files of the project are read as Node reads them', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    // Node leaves the modifier.
    .filter((source) => !source.includes('protected declare('));
  expect(sources.filter(check).length).toBeGreaterThan(sources.length * 0.9);
});
