// V8 infers names for functions without one from what stands around them, also from later statements.
function show(f, ...args) {
  try {
    const error = f(...args);
    if (typeof error === 'function') return show(error);
    if (error instanceof Error) console.log(error.stack.split('\n')[1].trim().replace(/\(?[^( ]*inferred-names/, ''));
    else console.log(error);
  } catch (e) {
    console.log('thrown', e.stack.split('\n')[1].trim().replace(/\(?[^( ]*inferred-names/, ''));
  }
}
const name = () => new Error();
const list = [() => new Error(), function () { return new Error(); }, () => () => new Error(), async () => new Error()];
list.forEach((f) => show(f));
const o = { a: {}, m: () => o, ['b' + 1]: () => new Error() };
o.a.b = () => new Error();
o.m()['k'] = function () { return new Error(); };
o['x y'] = () => new Error();
(o.c) = () => new Error();
show(o.a.b), show(o.k), show(o['x y']), show(o.c), show(o.b1), show(o.a);
show(() => new Error(), { once: true });
show(function () { return new Error(); }, () => 1);
let q;
(q) = () => { throw new Error(); };
show(q);
[() => 1].map((x) => show(x)), show(() => new Error());
function Shape() { this.area = () => new Error(); this.list = [() => new Error()]; }
Shape.prototype.draw = function () { return new Error(); };
const shape = new Shape();
show(shape.area), show(shape.list[0]), show(() => shape.draw()), shape.draw.call(1);
console.log(shape.draw().stack.split('\n')[1].trim().replace(/\(?[^( ]*inferred-names/, ''));
show((function () { return () => new Error(); })()), show((() => { return function () { return new Error(); }; })());
class A { f = [() => new Error()]; static s = [() => new Error()]; #p = () => new Error(); m() { return [this.f[0], this.#p]; } }
new A().m().forEach((f) => show(f)), show(A.s[0]);
const classes = [class { constructor() { this.e = new Error(); } }, class { e = new Error(); }];
for (const C of classes) console.log(new C().e.stack.split('\n')[1].trim().replace(/\(?[^( ]*inferred-names/, ''));
show((c) => (c ? () => 1 : () => new Error()), 0);
show(() => { const inner = [() => new Error()]; return inner[0]; });
show(({ a = () => new Error() }) => a, {});
show((...rest) => rest[0], () => new Error());
const own = Object.defineProperty(() => new Error(), 'name', { value: 'given' });
show(own), show(Object.defineProperty([() => new Error()][0], 'name', { value: 'Given again' }));
Promise.resolve().then(async () => { await null; show(list[0]); console.log(new Error().stack.split('\n').length > 1); });
console.log(Object.getOwnPropertyNames(list[0]), list[0].name, o.a.b.name, list.map((f) => f.name));
