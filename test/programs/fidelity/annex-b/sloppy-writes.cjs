// Sloppy code ignores refused writes, creates globals, deletes names, has octals, HTML comments, duplicate parameters, labels.
var frozen = Object.freeze({ a: 1, list: [1] });
frozen.a = 2; frozen.b = 3; delete frozen.a; frozen.list.push(2);
var getterOnly = { get g() { return 1; } };
getterOnly.g = 5; getterOnly.g++;
'text'.property = 1; (5).x = 2; NaN = 1; undefined = 2; Infinity = 3;
const array = Object.freeze([1, 2]);
array[0] = 9; array.length = 0;
console.log(frozen, getterOnly.g, NaN, undefined, array);
function implicit() { leaked = { by: 'implicit' }; leaked.more = 1; return delete globalThis.missing; }
console.log(implicit(), leaked, 'leaked' in globalThis, delete leaked, typeof leaked);
var declared = 1;
console.log(delete declared, declared, delete implicit, typeof implicit, (() => delete frozen.list)());
function duplicate(a, b, a) { var got = [a, b, arguments.length]; a = 'x'; return got.concat(arguments[0], arguments[2]); }
console.log(duplicate(1, 2, 3));
console.log(010, 0o10, 08, '\101\0', '\x41');
<!-- an HTML-like comment
var afterComment = 1; /*
--> */
console.log(afterComment);
outer: for (var i = 0; i < 3; i++) { inner: for (var j = 0; ; j++) { if (j > i) continue outer; if (i === 2) break outer; } }
block: { if (i) break block; console.log('never'); }
console.log(i, j);
var let_ = 0, yield = 1, static = 2, let = 3, async = 4, of = 5, get = 6, await = 7, implements = 8, eval_ = typeof eval;
let
= 9;
console.log(yield + static + let + async + of + get + await + implements, eval_);
function evalName(eval) { return eval + 1; }
console.log(evalName(1), (function () { return typeof this; })(), this === module.exports);
if (0) ; else var fromElse = 'else';
do var once = 1; while (0) var after = 2
console.log(fromElse, once, after, void 0, typeof undeclared, typeof null);
var f = function () { return f.caller === null || typeof f.caller; };
console.log(f(), f.arguments);
