// new.target and super: in constructors, arrows, Reflect.construct, object methods, statics, accessors; super property writes.
function Old(this: any) { this.target = new.target === undefined ? 'call' : new.target.name; }
const made = new (Old as any)();
const called: any = {};
Old.call(called);
console.log(made.target, called.target);
class Base {
  target: string;
  constructor() {
    const arrow = () => new.target.name;
    this.target = arrow();
  }
  describe() { return `base ${this.target}`; }
  get size() { return 10; }
  set size(v: number) { (this as any).stored = v; }
  static create(n: number) { return [this.name, n]; }
}
class Derived extends Base {
  constructor(flag?: boolean) {
    if (flag) { super(); } else { const init = () => super(); init(); }
    this.describe();
  }
  override describe() { const up = super.describe(); return `derived ${up}`; }
  override get size() { return super.size + 1; }
  override set size(v) { super.size = v * 2; }
  static override create(n: number) { return [...super.create(n), 'sub']; }
  later = () => super.describe();
  viaBracket(key: 'describe') { return super[key](); }
  writeSuper() { (super.toString as any) = 5; return Object.hasOwn(this, 'toString'); }
}
const derived = new Derived(true);
derived.size = 4;
console.log(derived.describe(), derived.size, (derived as any).stored, Derived.create(1), derived.later(), derived.viaBracket('describe'), derived.writeSuper());
console.log(new Derived().target, Reflect.construct(Base, [], Derived).describe(), Reflect.construct(Old as any, [], Array) instanceof Array);
const proto = { greet() { return 'proto'; }, get who() { return (this as any).name; } };
const object: any = { __proto__: proto, name: 'object', greet() { return `${super.greet()} via ${super.who}`; }, async later() { await null; return super.greet(); } };
console.log(object.greet(), await object.later());
const moved = { name: 'moved', greet: object.greet };
console.log(moved.greet());
class Multi extends (class { constructor(public_: number) { (this as any).n = public_; } } as any) { m = (this as any).n + 1; constructor(x: number) { super(x * 2); } }
console.log(new Multi(3));
class FromFunction extends (Old as any) { constructor() { super(); (this as any).extra = new.target === FromFunction; } }
console.log(new FromFunction());
class Arr extends Array<number> { sum() { let total = 0; for (const n of this) total += n; return total; } }
const arr = Arr.from([1, 2, 3]) as Arr;
console.log(arr.map((n) => n * 2) instanceof Arr, arr.sum(), arr.length, new Arr(3).length);
