// `this` of calls in every syntactic form: members, parentheses, comma, brackets, super, tagged, new with members, chains.
const o: any = { id: 'o', m(this: any) { return this?.id ?? String(this); }, inner: { id: 'inner', m(this: any) { return this.id; }, get g() { return this.m; } }, make() { return { id: 'made', m: this.m, Klass: class { id = 'instance'; m = o.m; } }; } };
const k = 'm';
let alias: any;
const results = [
  o.m(), (o.m)(), (0, o.m)(), (o.m || 0)(), (alias = o.m)(), o['m'](), o[k](), o?.m(), (o?.m)(), o.m?.(), o.inner.m(), o.inner['m'](), o.inner.g(), o.make().m(), (o).m(), ((o.m))(), (o as any).m(), o!.m(),
  new (o.make().Klass)().m(), o.m.call({ id: 'call' }), o.m.apply({ id: 'apply' }), o.m.bind({ id: 'bind' })(), [o.m][0]!(), (() => o.m)()(), o.m`tag`, (o.inner, o).m(), (true ? o.m : 0)(), (true && o).m(), [o].map((x) => x.m())[0], eval('o.m()'), eval('(0, o.m)()'),
];
console.log(results.map((result) => (result && result[0] === o.m ? 'array' : result)));
class Base { id = 'base'; static id = 'Base static'; m() { return this.id; } static m() { return this.id; } get own() { return () => this.id; } }
class Derived extends Base { override id = 'derived'; static override id = 'Derived static'; override m() { return [super.m(), super['m'](), super.m.call({ id: 'called' }), (super.m)()].join(); } static override m() { return super.m(); } arrow = () => super.m(); }
console.log(new Derived().m(), Derived.m(), new Derived().arrow(), new Derived().own(), new Derived().arrow.call({ id: 'no' }));
function Fn(this: any) { this.id = 'fn'; this.Sub = class { id = 'sub'; }; }
Fn.nested = { Fn };
const made = [new (Fn as any)(), new (Fn as any), new Fn.nested.Fn() as any, new (Fn as any)().id, new (new (Fn as any)().Sub)().id, new Fn.nested['Fn']() instanceof (Fn as any)];
console.log(made.map((x: any) => x.id ?? x));
const counter = { n: 0, inc() { this.n++; return this; }, get self() { return this; } };
counter.inc().inc()['inc']().self.self.inc();
console.log(counter.n, setTimeout.call(globalThis, () => {}, 0).hasRef(), Array.prototype.map.call('ab', (c: string) => c + c), [].concat.apply([], [[1], [2]] as never));
const { m } = o, unbound = [o.inner.m];
try { m(); unbound[0]!(); } catch (error) { console.log((error as Error).message); }
const timers: string[] = [];
const fake = { setTimeout(this: any, f: () => void) { timers.push(this === fake ? 'fake' : 'other'); f(); } };
fake.setTimeout(() => timers.push('called'));
console.log(timers, String.raw.call(null, { raw: ['a', 'b'] }, 1), Reflect.get({ get g() { return this; } }, 'g', o) === o, Function.prototype.call.call(o.m, { id: 'ccall' }));

// Methods of strings that stand in the text: built-in ones, with callbacks, and others that have been put in their place.
const letters: string[] = [];
const held = { at: 0 };
console.log(' '.repeat(3).length, 'a-b'.replace(/[a-z]/g, (c) => { letters.push(c); held.at++; return c.toUpperCase(); }), `${letters.length}x`.padStart(4, '.'), letters, held);
const method = (name: string, get: () => unknown) => void Object.defineProperty(String.prototype, name, { configurable: true, get });
Object.assign(String.prototype, { into: Reflect.apply.bind(undefined, Array.prototype.push, letters) });
method('given', () => Reflect.apply.bind(undefined, Array.prototype.push, letters));
type Pushing = { into(list: unknown[]): void; given(list: unknown[]): void };
('b' as unknown as Pushing).into([1, 2]);
console.log(letters);
('c' as unknown as Pushing).given([3]);
console.log(letters);
const { padEnd } = String.prototype;
Object.assign(String.prototype, { padEnd: Reflect.apply.bind(undefined, Array.prototype.push, letters) });
for (let i = 0; i < 3; i++) 'd'.padEnd([i] as never);
console.log(letters);
Object.assign(String.prototype, { padEnd });
console.log('e'.padEnd(3, '!'), 'f'?.trim(), letters.length);
