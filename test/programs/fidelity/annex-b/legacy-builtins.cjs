// Annex B built-ins: escape, substr, getYear, __defineGetter__, String.prototype.anchor, RegExp statics, compile, caller.
var text = escape('ä b%') + unescape('%E4%u0107');
var parts = ['abcdef'.substr(-3, 2), 'abc'.substr(1), 'x'.anchor('"n"'), 'y'.bold(), ' trim '.trimLeft().trimRight()];
var date = new Date(2001, 1, 3);
date.setYear(99);
console.log(text, parts, date.getYear(), date.getFullYear(), date.toGMTString === date.toUTCString);
var object = { plain: 1 };
object.__defineGetter__('twice', function () { return this.plain * 2; });
object.__defineSetter__('twice', function (v) { this.plain = v / 2; });
object.twice = 10;
console.log(object.plain, object.twice, typeof object.__lookupGetter__('twice'), object.__lookupSetter__('missing'), object.__proto__ === Object.prototype);
/(\w)(\d)/.exec('a1 b2');
console.log(RegExp.$1, RegExp.$2, RegExp.lastMatch, RegExp['$&'], RegExp.leftContext, RegExp["$'"], RegExp.input);
var re = /x/g;
re.lastIndex = 5;
re.compile('y', 'i');
console.log(re, re.lastIndex, /\c/.test('\\c'), /[\b]/.test('\b'), /a{,2}/.test('a{,2}'), /\_/.test('_'), /(?=x)*/.test(''), /]/.test(']'));
function outer() { return inner(); }
function inner() { var by = inner.caller; return by === outer && by.name; }
console.log(outer(), inner.arguments, 'caller' in inner, (function () { return arguments.callee === arguments.callee; })());
var duplicate = { a: 1, a: 2, 'a': 3, __proto__: null, ['__proto__']: 4 };
console.log(duplicate.a, Object.getPrototypeOf(duplicate), Object.keys(duplicate));
for (var i = 0 in {}) ;
for (var key = 'initial' in { k: 1 }) var last = key;
console.log(i, key, last, document_());
function document_() { try { return typeof document_.all; } finally { var late = 1; } }
var { a = 1, b = a } = {}, [c = b] = [];
if (true) function declared() { return 'if function'; }
console.log(a + b + c, declared(), typeof (function () { return declared; })());
