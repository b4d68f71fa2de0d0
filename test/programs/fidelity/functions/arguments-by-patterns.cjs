// Patterns and heads of loops that assign parameters of sloppy functions: these are elements of `arguments`, too.
function settled(a, b) { [a, b] = [b, a]; const after = [arguments[0], arguments[1]]; console.log(after); return after; }
function named(a, b) { ({ a } = { a: 5 }); console.log(arguments[0]); ({ x: b = 7 } = {}); console.log(arguments[1], arguments.length); return arguments; }
function iterated(a, list) { [a] = list; console.log(arguments[0]); [, a = 3] = list; console.log(arguments); [...a] = list; console.log(arguments); }
function loops(a, b) { for (a of [1, 2]) console.log(arguments[0]); for (b in { k: 1 }) console.log(arguments[1]); for ([a, b] of [[3, 4]]) console.log(arguments); for ({ a, z: b } of [{ a: 5, z: 6 }]) console.log(arguments); }
function inArrow(a, b) { const f = () => { [a, b] = list(); for (a of [8]) ; console.log(arguments); }; f(); console.log(arguments); }
function inner(a, b) { function g() { [a, b] = list(); console.log(arguments.length); } g(); console.log(arguments); for (const x of [1]) { (function () { ({ a, ...b } = { a: 1, r: 2 }); })(); } console.log(arguments); }
function list() { return ['x', 'y'].values(); }
function few(a, b) { [a, b] = list(); console.log(arguments.length, arguments); b = 4; console.log(arguments); arguments[0] = 'set'; console.log(a); [arguments[0], b] = list(); console.log(a, arguments); for (arguments[0] of [1, 2]) console.log(a); ({ a: arguments[0] } = { a: 'p' }); console.log(a); }
function same(a, a) { [a] = list(); console.log(arguments); }
function unmappedLater(a) { 'x'; delete arguments[0]; [a] = list(); console.log(arguments, a); }
function frozen(a) { Object.freeze(arguments); [a] = list(); console.log(arguments, a); }
function redefined(a) { Object.defineProperty(arguments, 0, { writable: false }); [a] = list(); console.log(arguments, a); }
function strict(a) { 'use strict'; [a] = list(); console.log(arguments, a); }
function* gen(a) { [a] = list(); yield arguments; for (a of [yield 1]) console.log(arguments); }
function fails(a) { try { [a.x, a] = [1, 2]; [a, a.b.c] = list(); } catch (e) { console.log(e.message, arguments); } }
function withNested(a, b) { [[a], { q: b }] = [list(), { get q() { console.log(a); return 'q'; } }]; console.log(arguments); }
function evals(a, b) { eval('[a, b] = list()'); console.log(arguments); function in2() { a++; } in2(); console.log(arguments); }
function usesArguments(a) { [a = arguments.length] = []; console.log(arguments); }
function shadowed(a) { var arguments = ['own']; [a] = list(); console.log(arguments); }
settled(1, 2); named(1, 2); iterated(0, [9, undefined]); loops(0, 0); inArrow(1, 2); inner(1, 2); few(1); same(1, 2); unmappedLater(1); frozen(1); redefined(1); strict(1);
const g = gen(1); console.log(g.next()); g.next(); g.next(['z']);
fails({}); withNested(1, 2); evals(1, 2); usesArguments(1, 2, 3); shadowed(1);
with ({ a: 'w' }) { (function (a) { [a] = list(); console.log(arguments); with ({ a: 0 }) { [a] = list(); console.log(arguments, a); } })(1); }
async function asy(a) { [a] = list(); await null; console.log(arguments); for await (a of [1, 2]) console.log(arguments); }
asy(1);
