// Expression statements of every kind, empty bodies, comma lists in heads, declarations without values.
var a, b, c = 0, d;
let e, f = 1, g;
a = b = c = 5, d = a++, e = (f, g);
void 0; ; ; {}
if (a) ; else ;
for (;;) break;
for (var i = 0, j = 10; i < j; i += 3, j -= 2) ;
while (i-- > 0, i > 2) ;
do ; while (0);
for (const x of []) ;
for (const k in null) ;
for (const k in undefined) c++;
switch (1) { }
try { } finally { }
(function () { })(), (() => { })(), !function () { c++; }(), new class { }, [c++, c++], { c: c++ }, `${c++}`, typeof c, delete [].x, -c, +c, ~c, !c;
'expression string'; 1; null; this; a; /regex/; [a]; (a); a, b; a ? b : c; a && b; async () => {}; (class { }).name;
const h = (a, b), k = void a, l = (c++, c), m = [, ,].length, n = [a, , b].length;
console.log(a, b, c, d, e, f, g, h, k, l, m, n, i, j);
var o = { f() { return this; } };
(o.f)() === o; (0, o.f)(); o['f'](); (o?.f)();
console.log(((a, b)), (a = 1, b = 2, a + b), [(1, 2), (3, 4)], (() => (1, 2))());
function emptyBody() {}
const emptyArrow = () => {}, objectArrow = () => ({}), commaArrow = () => (a, b);
console.log(emptyBody(), emptyArrow(), objectArrow(), commaArrow(), new emptyBody() instanceof emptyBody);
