// Function.prototype.toString gives the user's own text: comments, spacing, types stripped as Node strips them, every kind of function.
function spaced  ( a,  b = 1 /* two */ ,...c )  { /* body */ return a+b+c.length }
const arrow = (x) => x * 2;
const bare = x=>x;
const block = async (x) => { await x; return () => x; };
const generator = function* named (n) { yield n; };
const asyncGenerator = async function*(){ yield* [1]; };
class Shape {
  static count = 0; #secret = 1;
  constructor(n) { this.n = n; }
  method ( a ) { return a; }
  static make() { return new this(1); }
  get value() { return this.#secret; } set value(v) { this.#secret = v; }
  async later() {} *walk() {} async *both() {}
  ['computed' + 1]() {} 'quoted name'() {} 42() {} #hidden() { return 1; }
  hidden() { return this.#hidden; }
  field = () => this.n;
}
const object = {
  short() { return 1; }, get g() { return 2; }, set g(v) {}, async a() {}, *gen() {}, [`k${1}`]: function () {}, arrow: () => {}, async *['x']() {},
};
const shape = new Shape(1);
const descriptor = (o: object, key: string) => Object.getOwnPropertyDescriptor(o, key)!;
const all: unknown[] = [
  spaced, arrow, bare, block, generator, asyncGenerator, Shape, Shape.prototype.method, Shape.make, descriptor(Shape.prototype, 'value').get,
  descriptor(Shape.prototype, 'value').set, Shape.prototype.later, Shape.prototype.walk, Shape.prototype.both, (shape as any).computed1,
  (shape as any)['quoted name'], (shape as any)[42], shape.hidden(), shape.field, object.short, descriptor(object, 'g').get, descriptor(object, 'g').set,
  object.a, object.gen, (object as any).k1, object.arrow, (object as any).x, class {}, class extends Shape { m() {} }, (a, b) => ({ a, b }), (() => () => 1)(),
  await block(1), function () { return 'unicode é 𝒳'; }, new Function('a', 'return a'), eval('(function  evaluated ( ) { })'),
  Math.max, Map, (function () {}).bind(null), Proxy, shape.hidden().call, descriptor(Map.prototype, 'size').get,
];
for (const f of all) console.log(String(f));
console.log(`${spaced}`.length, spaced + '', JSON.stringify({ text: arrow.toString() }), Function.prototype.toString.call(Shape).length);
const rebuilt = new Function(`return ${spaced}`)() as typeof spaced;
const result = rebuilt(1, 2, 3, 4);
console.log(result);
try {
  Function.prototype.toString.call({});
} catch (error) {
  console.log((error as Error).message);
}
