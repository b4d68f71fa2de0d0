// Order of computed keys, static fields, static blocks, instance fields and constructor bodies over inheritance.
const log: string[] = [];
const note = <T>(label: string, value: T) => {
  log.push(label);
  return value;
};
class Base {
  [note('base key', 'k')] = note('base field', 1);
  static s = note('base static', 2);
  constructor() {
    note('base constructor', 0);
    this.hook();
  }
  hook() { log.push('base hook'); }
}
class Derived extends note('heritage', Base) {
  static [note('derived static key', 'sk')] = note('derived static', 3);
  own = note('derived field', this.k2());
  #priv = note('private field', 5);
  k2() { return 7; }
  static { note('static block', 0); }
  [note('derived method key', 'mk')]() { return this.#priv; }
  later = () => this.#priv + this.own;
  constructor(a = note('default', 1)) {
    note('before super', 0);
    super();
    note('after super', 0);
    this.own += a;
  }
  override hook() { log.push(`derived hook, own is ${this.own}`); }
}
log.push('made');
const made = new Derived();
console.log(log.join('\n'));
console.log(made, made.later(), Object.keys(made), (made as any).mk());
class Shadow extends Derived {
  own = -1;
  declare k: number;
  undefinedField: unknown;
  'quoted field' = 1;
  42 = 'number';
  static static = 'a field named static';
  static async = 1;
  get = 'a field named get';
  set = 'a field named set';
  async = 'a field named async';
}
const shadow = new Shadow(2);
console.log(shadow, Object.hasOwn(shadow, 'undefinedField'), Shadow.static, Shadow.async);
