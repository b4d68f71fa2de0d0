// Functions of all kinds, parameters, arguments, this, names, recursion, callbacks, tagged templates, optional calls, spread.
function plain(a: number, b = a * 2, ...rest: number[]) { return [a, b, rest.length]; }
console.log(plain(1), plain(1, undefined, 3), plain(1, 2, 3, 4), plain.length, plain.name);
const tag = (s: TemplateStringsArray, ...v: unknown[]) => s.raw.join('|') + v.join(',');
console.log(tag`a${1}b${2}c\n`, String.raw`\u00e9${1}`);
const seen: TemplateStringsArray[] = [];
const keep = (s: TemplateStringsArray) => void seen.push(s);
for (let i = 0; i < 2; i++) keep`same`;
keep`same`;
console.log(seen[0] === seen[1], seen[1] === seen[2]);
const o = {
  x: 1,
  method() { return this?.x; },
  arrow: () => typeof this,
  nested() { return [1].map(() => this.x); },
  ['comp' + 'uted']() { return 'c'; },
  async am() { return this.x; },
  get g() { return this.x; },
  set g(v) { this.x = v * 10; },
  opt: undefined as undefined | (() => number),
  deep: { fn(this: any) { return Object.keys(this); } },
};
console.log(o.method(), (o.method)(), (0, o.method)(), o?.method(), o['method'](), o.nested(), o.arrow(), (o as any).computed(), o.g, (o.g = 3), o.g);
console.log(o.opt?.(), o.opt?.call(null), o?.deep?.fn(), (o as any).missing?.deep.call.chain[1]!.x, (o as any).missing?.[side()]);
function side(): string { console.log('must not run'); return 'x'; }
console.log(Math.max(...[1, 5, 3], ...new Set([9])), [...'hi', ...[1]], { ...o.deep, ...null, ...[7], z: 1 });
console.log(o.method.call({ x: 'called' }), o.method.apply({ x: 'applied' } as any, []), o.method.bind({ x: 'bound' })());
console.log((function () { return arguments.length; } as any)(1, 2, 3), ((...a: number[]) => a.length)(1, 2));
(function iife() { console.log('iife', typeof iife); })();
(() => console.log('arrow iife'))();
!function () { console.log('bang'); }();
new (class { constructor(a: number) { console.log('new inline', a); } })(4);
const curried = (a: number) => (b: number) => (c: number) => a + b + c;
console.log(curried(1)(2)(3));
function outer() {
  const x = 'outer x';
  function inner() { return deeper(); function deeper() { return x; } }
  return inner();
}
console.log(outer());
const even = (n: number): boolean => n === 0 || odd(n - 1);
const odd = (n: number): boolean => n !== 0 && even(n - 1);
console.log(even(100), odd(7));
const hanoi = (n: number, a: string, b: string, c: string): number => n === 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a);
console.log(hanoi(6, 'a', 'b', 'c'));
console.log([3, 1, 2].sort((a, b) => a - b).map(String).filter(Boolean).reduce((s, x) => s + x, ''));
const order: string[] = [];
const t = <T>(name: string, v: T): T => { order.push(name); return v; };
t('callee', { m: (...a: any[]) => t('call', a.length) }).m(t('arg1', 1), ...t('spread', [2, 3]), t('arg2', 4));
t('left', 1) + t('right', 2) * t('third', 3);
t('cond', false) ? t('no', 1) : t('yes', 2);
t('and', 0) && t('skipped', 1);
t('or', 1) || t('skipped', 1);
t('nullish', null) ?? t('default', 1);
`${t('tpl1', 1)}${t('tpl2', 2)}`;
new (t('class', class { constructor(..._a: any[]) {} }))(t('newarg', 1));
({ [t('key1', 'a')]: t('val1', 1), [t('key2', 'b')]: t('val2', 2) });
console.log(order.join(' '));
function defaults(a = t('da', 1), { b = t('db', 2) } = {}, c = () => a) { a++; return [a, b, c()]; }
console.log(defaults(), defaults(5, { b: 6 }), defaults.length);
const getSet = Object.defineProperty({} as any, 'v', { get() { return 'got'; }, set(v) { console.log('set', v); }, enumerable: true });
getSet.v = getSet.v + '!';
getSet.v += '?';
console.log(typeof plain.prototype, typeof curried.prototype);
const comma = (order.length = 0, t('a', 1), t('b', 2));
console.log(comma, order);
var fnInBlock: any;
{ function blockFn() { return 'block function'; } fnInBlock = blockFn; }
console.log(fnInBlock());
async function* everything(a: number) { const b = yield a; return b; }
console.log(everything.length, everything.name, Object.prototype.toString.call(everything(1)));
