// Classes as values: mixins, factories, class expressions in arguments, conditional heritage, instances made in loops.
type Constructor = new (...args: any[]) => any;
const Named = <T extends Constructor>(Base: T) => class extends Base {
  label = `named ${super.toString()}`;
  rename(label: string) {
    const old = this.label;
    this.label = label;
    return old;
  }
};
const Counted = (Base: Constructor, start = 0) => {
  let count = start;
  return class Counter extends Base {
    static get count() { return count; }
    id = ++count;
  };
};
class Plain { toString() { return 'plain'; } }
const Mixed = Counted(Named(Plain), 10);
const made = [new Mixed(), new Mixed()];
const old = made[0].rename('renamed');
console.log(old, made, (Mixed as any).count, Mixed.name, Named(Plain).name, Object.getPrototypeOf(Mixed).name);
const classes = [class {}, class Local { static x = 1; }, class extends Array {}, class extends (made.length > 1 ? Map : Set) {}];
console.log(classes.map((c) => c.name), classes.map((c) => new c() instanceof Array), new classes[3]!() instanceof Map);
const perIteration: Constructor[] = [];
for (let i = 0; i < 3; i++) perIteration.push(class { value = i * 10; static index = i; read() { return [this.value, i]; } });
console.log(perIteration.map((C) => new C().read()), perIteration.map((C: any) => C.index));
function factory(kind: string) {
  const prefix = `<${kind}>`;
  return new (class { kind = kind; text = prefix + this.kind; method = () => `${this.text}!`; })();
}
const product = factory('k');
console.log(product, product.method());
console.log(new (class { constructor(public_: number, ...more: number[]) { Object.assign(this, { public_, more }); } })(1, 2, 3));
const accessor = { C: class { static of = (n: number) => new accessor.C(n); n; constructor(n: number) { this.n = n; } } };
console.log(accessor.C.of(4), accessor.C.name, typeof class {}, class {}.constructor === Function);
class Abstract { constructor() { if (new.target === Abstract) throw new TypeError('abstract'); } }
try { new Abstract(); } catch (error) { console.log((error as Error).message); }
console.log(new (class Concrete extends Abstract { ok = true; })());
Plain.prototype.toString = () => 'patched';
console.log(new Mixed().label, made[0].toString());
