// A sloppy-mode script: mapped arguments, this, implicit globals, with, octal, function hoisting from blocks, delete of names, duplicate parameters, eval.
function mapped(a, b) { a = 10; arguments[1] = 20; return [arguments[0], b, arguments.length, arguments.callee === mapped]; }
console.log(mapped(1, 2), mapped(1));
function strict(a) { 'use strict'; a = 10; return [arguments[0], this]; }
console.log(strict(1));
function self() { return this === globalThis; }
console.log(self(), typeof (function () { return this; }).call(5), self.call(null));
implicit = 'implicit global';
console.log(implicit, delete globalThis.implicit, typeof implicit);
with ({ x: 1, y: { z: 2 } }) { var fromWith = x + y.z; x = 5; }
console.log(fromWith, typeof x);
console.log(010, '\101');
if (true) { function hoistedFromBlock() { return 'annex B'; } }
console.log(hoistedFromBlock(), typeof notYet);
{ console.log(typeof notYet); function notYet() {} }
function duplicate(a, a) { return a; }
console.log(duplicate(1, 2));
var undefinedVar; var undefinedVar;
console.log(delete undefinedVar, undefinedVar);
function evals() { var local = 1; eval('local++; var added = 5'); return [local, added]; }
console.log(evals(), (0, eval)('typeof local'), new Function('a', 'return a * 2')(21));
console.log(typeof module, typeof exports, typeof require, this === module.exports, typeof __filename, require.main === module, arguments.length);
exports.value = 1;
this.other = 2;
console.log(module.exports, module.children.length, require('./lib/plain.cjs').name);
var frozen = Object.freeze({ a: 1 });
frozen.a = 2; frozen.b = 3; delete frozen.a;
console.log(frozen);
'str'.prop = 1;
NaN = 5; undefined = 6;
console.log(NaN, undefined);
function withDefault(a, b = () => a) { var a = 2; return [a, b()]; }
console.log(withDefault(1), mapped.caller, mapped.arguments);
label: for (var i = 0; ; i++) { for (;;) { if (i > 2) break label; continue label; } }
console.log(i);
var o = { __proto__: { p: 1 }, 'quoted-key': 1, 0x10: 'hex', get: 1, set: 2, async: 3, of: 4, let: 5, static: 6 };
console.log(o, o.p);
var let_ = 1, async = 2, of = 3, yield_ = 4;
var let = 5; var static = 6; var yield = 7; var await = 8;
console.log(async + of + let + static + yield + await);
<!-- an HTML comment
console.log('after html comment'); /* ASI */ var a = 1
var b = a
++b
console.log(a, b)
switch (3) { case 1: var sw = 1; default: sw = sw === undefined ? 'undef' : sw }
console.log(sw)
console.log((function () { try { return 't' } finally { console.log('f') } })())
