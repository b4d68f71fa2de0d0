// `length`, `name`, `prototype`, own keys and descriptors of functions; they are writable as V8 has them and unchanged by probes.
const shapes: Record<string, Function> = {
  none: () => 1,
  two: (a: number, b: number) => a + b,
  defaults: (a: number, b = 1, c: number) => a + b + c,
  rest: (...all: number[]) => all.length,
  pattern: ({ a }: any, [b]: any) => a + b,
  plain: function (a: any, b: any, c: any) { return [a, b, c]; },
  generator: function* (a: any) { yield a; },
  asynchronous: async (a: any) => a,
  method: { m(a: any) { return a; } }.m,
  classy: class { constructor(a: any, b: any) { void a; void b; } },
  derived: class extends Array {},
  withFields: class { x = 1; #y = 2; static z = 3; y() { return this.#y; } },
};
for (const [key, f] of Object.entries(shapes)) {
  const own = Reflect.ownKeys(f).map(String).join(' ');
  const length = Object.getOwnPropertyDescriptor(f, 'length')!;
  const prototype = Object.getOwnPropertyDescriptor(f, 'prototype');
  console.log(key, f.name, f.length, own, length.writable, length.configurable, prototype?.writable, prototype && Reflect.ownKeys(prototype.value).join());
}
const counter: any = function counted(this: any) {
  counter.calls = (counter.calls ?? 0) + 1;
  return counter.calls;
};
counter();
counter();
Object.defineProperty(counter, 'name', { value: 'renamed' });
Object.defineProperty(counter, 'length', { value: 7 });
console.log(counter.calls, counter.name, counter.length, delete counter.name, counter.name, Object.keys(counter));
console.log(shapes.two!.hasOwnProperty('caller'), shapes.two!.hasOwnProperty('arguments'), 'prototype' in shapes.two!, Object.isExtensible(counter));
const bound: any = shapes.plain!.bind(null, 1);
console.log(bound.name, bound.length, bound(2, 3), Reflect.ownKeys(bound));
console.log(Object.getPrototypeOf(shapes.generator!) === Object.getPrototypeOf(function* () {}), Object.prototype.toString.call(shapes.asynchronous));
class Base { static inherited = 1; m() {} }
class Sub extends Base { n() {} }
console.log(Object.getOwnPropertyNames(Base), Object.getOwnPropertyNames(Sub.prototype), Sub.inherited, Object.hasOwn(Sub, 'inherited'), Object.getOwnPropertyDescriptor(Base.prototype, 'm')!.enumerable);
