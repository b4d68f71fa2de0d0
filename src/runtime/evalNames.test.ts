import { expect, it } from 'vitest';
import { declaredNames } from './evalNames.js';

const check = (text: string, ...names: string[]): void =>
  expect(Array.from(declaredNames(text)).sort()).toEqual(names.sort());

it('finds what a sloppy eval declares around it', () => {
  check('var a = 1, b, { c, d: [e], ...f } = {}', 'a', 'b', 'c', 'e', 'f');
  check('for (var i = 0; i < 3; i++) { var inLoop } for (var k in {}); for (var [v] of []);', 'i', 'inLoop', 'k', 'v');
  check('function f(p) { var inner } function* g() {} async function h() {}', 'f', 'g', 'h');
  check('if (x) var y; try {} catch (e) { var z } label: var l', 'y', 'z', 'l');
  check('var ünïcode, $dollar, _; // var no', 'ünïcode', '$dollar', '_');
  check('/* var no */ var /* yes */ a /* no */, // b\n c', 'a', 'c');
});

it('and nothing else', () => {
  check('let a; const b = 1; class C {}');
  check('a = 1; ({ var: 1 }).var; "var s"; `var ${x}`');
  check('(function () { var inner })(); () => { var other }');
  check('"use strict"; var a; function f() {}');
  check('var a = ;');
  check('');
});
