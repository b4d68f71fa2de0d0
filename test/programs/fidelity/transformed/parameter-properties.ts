// Parameter properties: assigned before field initialisers run, with defaults, modifiers, inheritance and `super`.
const log: string[] = [];
const note = <T>(label: string, value: T): T => {
  log.push(label);
  return value;
};
class Base {
  sum = note('field', this.a + this.b);
  constructor(public a: number, protected readonly b = note('default', 2), private c?: string, plain = 0) {
    note(`body ${plain}`, 0);
    this.c ??= 'c';
  }
  read() { return [this.a, this.b, this.c, this.sum]; }
}
class Derived extends Base {
  own = note('derived field', 1);
  constructor(override a: number, public readonly extra: string[] = []) {
    note('before super', 0);
    super(a * 10);
    note('after super', 0);
    this.extra.push(String(this.a));
  }
}
const base = new Base(1), derived = new Derived(5);
console.log(base.read(), derived.read(), derived.extra, log.join(' '));
console.log(Object.keys(base), Object.keys(derived), Base.length, Derived.length);
class Only { constructor(private readonly value: { n: number }) {} bump() { return ++this.value.n; } }
const shared = { n: 1 };
const only = new Only(shared);
only.bump();
console.log(shared, only);
class Arrow { constructor(private readonly items: number[]) {} total = () => this.items.reduce((a, b) => a + b, 0); }
console.log(new Arrow([1, 2, 3]).total());
