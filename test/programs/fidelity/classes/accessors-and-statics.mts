// Getters, setters, statics with `this`, inheritance of statics, super in statics, accessors found on prototypes.
class Unit {
  static #instances = new Set<Unit>();
  static get all() { return [...this.#instances].map((unit) => unit.#n); }
  static #next = 1;
  #n = Unit.#next++;
  #cache: number | undefined;
  constructor() { Unit.#instances.add(this); }
  get n() { return (this.#cache ??= this.#n * 10); }
  set n(value) {
    const old = this.#cache;
    this.#cache = value;
    this.#n = old ?? value;
  }
  static create(this: new () => Unit) { return new this(); }
  static get label() { return `${this.name} label`; }
  static set label(value) { Object.defineProperty(this, 'stored', { value, configurable: true }); }
}
class Special extends Unit {
  static override get label() { return `special ${super.label}`; }
  static override set label(value) { super.label = `<${value}>`; }
  override get n() { return super.n + 1; }
  override set n(value) { super.n = value * 2; }
}
const unit = Unit.create(), special = Special.create();
unit.n = 5;
special.n = 5;
special.n++;
unit.n += 2;
Special.label = 'assigned';
console.log(unit.n, special.n, Unit.all, Unit.label, Special.label, (Special as any).stored, (Unit as any).stored);
const descriptors = Object.getOwnPropertyDescriptors(Special.prototype);
console.log(Object.keys(descriptors), typeof descriptors.n.get, Object.keys(special), Object.entries(unit));
const { n, ...rest } = special;
console.log(n, rest, { ...special }, JSON.stringify(special), 'n' in special, Object.hasOwn(special, 'n'));
const object = { get lazy() { const value = { computed: true }; Object.defineProperty(this, 'lazy', { value }); return value; } };
const once = object.lazy;
console.log(once === object.lazy, Object.getOwnPropertyDescriptor(object, 'lazy'));
class Chain { value = 0; add(n: number) { this.value += n; return this; } get doubled() { this.value *= 2; return this; } }
console.log(new Chain().add(1).doubled.add(3).doubled.value);
