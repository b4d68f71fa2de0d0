import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { moduleScript } from './moduleScript.js';
import { parse } from './parse.js';

/** The module counts as one that V8 takes. */
function isTaken(text: string): boolean {
  const file = parse('/m.mjs', text, 'module');
  const script = file.ok ? moduleScript(text, file.value) : undefined;
  if (script === undefined) return false;
  try {
    return new Script(script) instanceof Script;
  } catch {
    return false;
  }
}

describe('a module that V8 takes', () => {
  const MODULES = [
    "#!/usr/bin/env node\nimport 'a'; import b, { c as d } from 'b'\nimport * as e from 'e'\nexport { b, d as f }; export * from 'e'; export * as g from 'g'",
    'export default function () {}',
    'export default async function* name() {}\nname()',
    'export default class extends Object {}',
    'export default class Name {}',
    'export default () => {}\nexport const { h, ...i } = {}, [j = 1] = []; export let k; export var l; var l',
    'export class M {} export function n() {} export async function o() {}',
    "const p = await import.meta.resolve('x'); for await (const q of p) { using r = q } export { p as default }",
    'import.meta?.env; /import.meta/.test(`${import.meta.url}`)',
    'if (a) for (;;) try { switch (b) { case 1: () => { return } } } catch { function c() { return new.target } }',
  ];
  for (const text of MODULES) it(text, () => expect(isTaken(text)).toBe(true));
});

describe('a module that V8 refuses, or of which only a parser of modules knows', () => {
  const MODULES = [
    'import a from "a"; let a',
    'import { a } from "a"; var a',
    'import eval from "a"',
    'function a() {} function a() {}',
    'export const a = 1; export { a }',
    'export default 1; export default 2',
    'export { a as default }; let a; export default class {}',
    'export { a }',
    'export { if } from "a"; export { if }',
    '{ return }',
    'a: for (;;) if (b) return 1',
    'switch (a) { default: return }',
    'try { a() } catch { return }',
    'new.target',
    'arguments => 1; super.a',
    'import.meta = 1',
    '[import.meta] = []',
    'import.meta++',
    'var await',
    'function a() { var await }',
    'function a() { \\u0061wait: for (;;) break }',
    'with (a) b()',
    'a\n<!-- b',
    'a\n--> b',
    '{ export const a = 1 }',
    '{ import "a" }',
    'let a; let a',
    'export let let = 1',
    '}}; {{',
    '"use strict"; 010',
  ];
  for (const text of MODULES) it(text, () => expect(isTaken(text)).toBe(false));
});
