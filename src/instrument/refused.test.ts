import MagicString from 'magic-string';
import type { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.js';
import { refusal, refusalOfProbed } from './refused.js';

function parsed(text: string): ts.SourceFile | undefined {
  const file = parse('/m.mjs', text, 'module');
  return file.ok ? file.value : undefined;
}

describe('a text that V8 refuses', () => {
  const TEXTS = {
    'const x;': '1:8: ',
    'let x; let x;': '1:12: ',
    'function f(a) { let a }': '1:21: ',
    'if (x) let\n[a] = 1': '1:8: ',
    'for (;;) label: function f() {}': '1:17: ',
    "throw\n  new Error('x')": '1:6: ',
    'switch (1) { case 1: using x = null }': '1:',
  };
  it('export { a }', () => expect(refusal('export { a }', 'module', parsed('export { a }'))).toContain('1:10: '));
  for (const [text, place] of Object.entries(TEXTS)) {
    it(text, () => expect(refusal(text, 'commonjs', undefined)).toContain(place));
  }
});

describe('a text that V8 takes', () => {
  const SCRIPTS = [
    '#!/usr/bin/env node\nreturn new.target',
    '<!-- one\n--> two',
    'var await, yield, let, async; await(1)',
    '{ using a = null; (async () => { await using b = null }) }',
    'if (1) function f(a, a) { 010; with (a) delete a }',
    "/[\\p{L}--[a-z]]/v; /(?i:a)(?<n>x)|(?<n>y)/; import('x', { with: { type: 'json' } })",
    `x = ${'1 + '.repeat(20_000)}1`,
  ];
  for (const text of SCRIPTS) it(text.slice(0, 80), () => expect(refusal(text, 'commonjs', undefined)).toBeUndefined());

  const MODULES = [
    'await [1]; for await (const x of y) { using z = x }',
    "import a from 'x' with { type: 'json' }; export { a as 'b c' }; export * as 'd e' from 'z'",
  ];
  for (const text of MODULES) it(text, () => expect(refusal(text, 'module', undefined)).toBeUndefined());

  const UNDERSTOOD = "import a from 'a'; export { a }; export default class {}; export const b = await import.meta";
  it(UNDERSTOOD, () => expect(refusal(UNDERSTOOD, 'module', parsed(UNDERSTOOD))).toBeUndefined());
});

describe('what was made of a file', () => {
  const MODULE = "import a from 'a';\nexport const b = a;\nexport default function () {}\nawait b;\n";
  /** With a text in front of the second statement. */
  function made(probe: string): string | undefined {
    const file = parsed(MODULE)!;
    const text = new MagicString(MODULE);
    text.appendRight(MODULE.indexOf('export'), probe);
    return refusalOfProbed(text.toString(), 'module', file, text);
  }

  it('a module with its probes is taken', () => expect(made('seen(b => b),step();')).toBeUndefined());
  it('a module with a comma too much is refused', () => expect(made('seen(),,step();')).toContain('2:8: '));
  it('a module that V8 would refuse as a script only is taken', () =>
    expect(made("export * as c from 'c';")).toBeUndefined());
  it('a script with a comma too much is refused', () =>
    expect(refusalOfProbed('seen(),,step();', 'commonjs', parsed('')!, undefined)).toContain('1:8: '));
});
