// Classes: fields, private names, accessors, static blocks, inheritance, new.target, super, symbols.
const order: string[] = [];
const at = <T>(name: string, value: T): T => (order.push(name), value);
class Base {
  static count = at('static', 0);
  static #secret = at('static private', 'hidden');
  static { at('static block', 0); this.count += 10; }
  [at('computed', 'dynamic')] = at('dynamic field', 1);
  plain = at('plain', 'p');
  #private = at('private', 5);
  declaredOnly: unknown;
  arrow = () => this.#private;
  constructor(public_name = 'base') { this.nameOf = public_name; at('constructor', 0); Base.count++; }
  nameOf: string;
  get value() { return this.#private; }
  set value(v: number) { at('setter', v); this.#private = v; }
  #method(n: number) { return n + this.#private; }
  get #hidden() { return this.#private * 100; }
  set #hidden(v) { this.#private = v / 100; }
  callPrivate(n: number) { this.#hidden += 100; return this.#method(n) + this.#hidden; }
  static secret() { return Base.#secret; }
  static has(o: object) { return #private in o; }
  increment() { this.#private++; this.#private **= 2; return ++this.#private; }
  toString() { return `Base(${this.nameOf})`; }
  get [Symbol.toStringTag]() { return 'TaggedBase'; }
  static create() { return new this(); }
}
class Derived extends Base {
  extra = at('derived field', [this.nameOf]);
  override plain = 'overridden';
  constructor(name: string) {
    at('before super', 0);
    const early = () => this;
    super(name.toUpperCase());
    at('after super', 0);
    this.self = early();
  }
  self: unknown;
  override get value() { return super.value * 2; }
  override set value(v: number) { super.value = v + 1; }
  override callPrivate(n: number) { const f = () => super.callPrivate(n); return f() * -1; }
  static override create() { return Reflect.construct(this, ['reflected']); }
}
const b = new Base();
const d = new Derived('derived');
console.log(b.value, d.value, (d.value = 4), d.value, b.callPrivate(1), d.callPrivate(1), b.increment());
console.log(String(b), `${d}`, Object.prototype.toString.call(b), b.arrow(), d.arrow());
console.log(Base.count, Base.secret(), Base.has(b), Base.has({}), d.self === d, d.extra, d.plain);
console.log(Base.create().nameOf, (Derived.create() as Base).nameOf);
console.log(order.join(' '));
console.log(Object.getOwnPropertyNames(b), Object.getOwnPropertyNames(Base), Object.getOwnPropertyNames(Base.prototype));
console.log(Base.name, Base.length, Derived.length, b.callPrivate.name, Object.getOwnPropertyDescriptor(Base.prototype, 'value')!.get!.name);
try {
  (Base as any)();
} catch (error) {
  console.log(String(error));
}
try {
  (Base.prototype.increment as any).call({});
} catch (error) {
  console.log(String(error));
}
class Early extends Base { constructor() { try { console.log(this); } catch (e) { console.log(String(e)); } super(); } }
new Early();
class Returns { constructor() { return { other: true } as any; } }
class FromReturns extends Returns { mark = 'set on the other'; }
console.log(new Returns(), new FromReturns());
function Old(this: any, x: number) { if (!new.target) return 'called'; this.x = x; }
Old.prototype.get = function () { return this.x; };
console.log(new (Old as any)(3).get(), (Old as any)(3), new (Old as any)(1) instanceof Old);
const Anonymous = class { static n = 1; who = new.target; };
console.log(Anonymous.name, new Anonymous().who, class {}.name, (class Named {}).name);
abstract class Shape { abstract area(): number; describe() { return `${this.constructor.name} ${this.area().toFixed(2)}`; } }
class Circle extends Shape { r: number; constructor(r: number) { super(); this.r = r; } area() { return Math.PI * this.r ** 2; } }
class Square extends Shape { side = 2; area() { return this.side ** 2; } }
console.log([new Circle(1), new Square()].map((s) => s.describe()));
class Stack<T> extends Array<T> { peek() { return this[this.length - 1]; } }
const st = new Stack<number>(); st.push(1, 2);
console.log(st.peek(), st.length, st.map((x) => x * 2) instanceof Stack, st);
class MyError extends TypeError { code = 7; constructor(m: string, options?: ErrorOptions) { super(m, options); this.name = 'MyError'; } }
const e = new MyError('mine', { cause: 'why' });
console.log(String(e), e.code, e.cause, e instanceof TypeError);
const mixin = <T extends new (...a: any[]) => object>(B: T) => class extends B { mixed = true; };
console.log(new (mixin(Square))());
const obj = { __proto__: { inherited() { return 'parent'; } }, own() { return (super.inherited as any)() + ' child'; } } as any;
console.log(obj.own(), Object.keys(obj));
class Acc { accessor_ = 1; static #n = 0; static next() { return ++Acc.#n; } static { Acc.next(); } }
console.log(Acc.next(), new Acc());
