import { readdirSync, readFileSync } from 'node:fs';
import { transformSync } from 'amaro';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { unwrap } from '../base/result.js';
import { parse } from './parse.js';
import { untype } from './untyped.js';

/** All that a tree says about places. */
function outline(node: ts.Node): unknown {
  const parts: unknown[] = [];
  ts.forEachChild(
    node,
    (child) => void parts.push(outline(child)),
    (children) => void parts.push([children.pos, children.end, children.hasTrailingComma, ...children.map(outline)]),
  );
  for (const part of ['modifiers', 'typeParameters', 'typeArguments', 'type', 'heritageClauses'] as const)
    if ((node as unknown as Record<string, unknown[]>)[part]?.length === 0) throw new Error(`an empty list of ${part}`);
  return [ts.SyntaxKind[node.kind], node.pos, node.end, node.flags & ts.NodeFlags.OptionalChain, ...parts];
}

/** False if the file is left to amaro. */
function check(source: string): boolean {
  const file = unwrap(parse('/w/a.ts', source, 'module'));
  if (!untype(file)) return false;
  expect(file.text).toBe(transformSync(source, { mode: 'strip-only' }).code);
  expect(outline(file)).toEqual(outline(unwrap(parse('/w/a.ts.js', file.text, 'module'))));
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
])('the tree of %s is that of its text without types', (source) => {
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
  ['function f(this: A, b: B) {}'],
  // One statement would become of two.
  ['let a = b as C\n(d)'],
  ['a\ninterface B {}\n[c]'],
  ['class A { a = 1\n readonly [b] = 2 }'],
  ['class A { private *a() {} }'],
  // An arrow stands where its parameters end.
  ['const f = (a: 1): {\n  a: 1;\n} => a;'],
  // Such letters have blanks of their own.
  ["let a: 'ä' = b;"],
  ['\uFEFFlet a: B;'],
])('%s is left to amaro', (source) => {
  expect(check(source)).toBe(false);
});

test('files of the project are read so, or left to amaro', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    // Amaro leaves the modifier.
    .filter((source) => !source.includes('protected declare('));
  expect(sources.filter(check).length).toBeGreaterThan(sources.length * 0.7);
});
