// defineProperty, accessors, enumerability, freezing: getters are shown as getters and never called.
let calls = 0;
const o: any = { plain: 1 };
Object.defineProperty(o, 'hidden', { value: { deep: 1 }, enumerable: false, writable: true });
o.hidden.deep = 2;
Object.defineProperty(o, 'getter', { get() { calls++; return this.plain * 2; }, enumerable: true, configurable: true });
Object.defineProperty(o, 'both', { get: () => calls, set(v) { this.plain = v; }, configurable: true });
o.both = 10;
const read = o.getter;
Object.defineProperty(o, 'getter', { value: 'now a value' });
Object.defineProperties(o, { one: { value: 1 }, two: { value: 2, writable: true, enumerable: true } });
o.two = 22;
Reflect.defineProperty(o, 'three', { value: 3, enumerable: true });
o.__defineGetter__('legacy', () => 'legacy getter');
o.__defineSetter__('legacy', (v: number) => { calls += v; });
o.legacy = 100;
const literal = {
  _v: 1,
  get value() { return this._v; },
  set value(v) { this._v = v; },
  get ['computed' + 1]() { return 'c'; },
};
literal.value = 5;
literal.value += 1;
Object.freeze(o.hidden);
try {
  o.hidden.deep = 3;
} catch (error) {
  console.log((error as Error).message);
}
const sealed: any = Object.seal({ s: 1 });
sealed.s = 2;
Object.preventExtensions(literal);
console.log(read, calls, o, Object.getOwnPropertyNames(o), literal, sealed);
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(o, 'hidden')), Object.getOwnPropertyDescriptor(o, 'both')!.set!.name, delete o.both, 'both' in o);
const copy = Object.create(Object.getPrototypeOf(o), Object.getOwnPropertyDescriptors(o));
copy.two = 'copy';
console.log(copy.two, o.two, copy.getter);
class Temperature { static #scale = 1.8; celsius = 10; get fahrenheit() { return this.celsius * Temperature.#scale + 32; } set fahrenheit(f) { this.celsius = (f - 32) / Temperature.#scale; } }
const temperature = new Temperature();
temperature.fahrenheit = 212;
console.log(temperature.celsius, Object.keys(temperature), temperature.fahrenheit);
