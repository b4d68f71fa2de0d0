// Prototype changes: setPrototypeOf, __proto__ in literals and as accessor, Object.create, class prototypes written later.
const animal: any = { legs: 4, speak() { return `legs ${this.legs}`; } };
const dog: any = { __proto__: animal, name: 'dog' };
const before = dog.speak();
animal.legs = 3;
const after = dog.speak();
dog.legs = 2;
const own = dog.speak();
delete dog.legs;
console.log(before, after, own, dog.speak());
Object.setPrototypeOf(dog, { speak: () => 'replaced' });
const replaced = dog.speak();
dog.__proto__ = null;
const bare = Object.getPrototypeOf(dog);
dog.__proto__ = animal;
console.log(replaced, bare, Object.hasOwn(dog, '__proto__'), dog);
const none = Object.create(null);
none.key = 'no prototype';
none.__proto__ = 'just a property';
console.log(Object.keys(none), 'toString' in none, none);
function Legacy(this: any, n: number) { this.n = n; }
Legacy.prototype.double = function () { return this.n * 2; };
const first = new (Legacy as any)(4);
Legacy.prototype.triple = function () { return this.n * 3; };
const results = [first.double(), first.triple()];
Legacy.prototype = { constructor: Legacy, double: () => 'new prototype' };
const second = new (Legacy as any)(5);
console.log(results, second.double(), first.double(), first instanceof (Legacy as any), second instanceof (Legacy as any));
class Base { hello() { return 'base'; } }
class Child extends Base { override hello() { return `child of ${super.hello()}`; } }
const child = new Child();
(Base.prototype as any).hello = () => 'patched';
console.log(child.hello());
Object.setPrototypeOf(Child.prototype, { hello: () => 'rewired' });
Object.setPrototypeOf(child, Child.prototype);
console.log(child.hello(), child instanceof Base);
const chain: string[] = [];
for (let p: any = child; p; p = Object.getPrototypeOf(p)) chain.push(p.constructor.name);
for (const key in Object.create({ inherited: 1 }, { mine: { value: 2, enumerable: true } })) chain.push(key);
console.log(chain, Object.prototype.isPrototypeOf.call(Child.prototype, child));
const duplicate: any = { '__proto__': Array.prototype, length: 2, 0: 'a' };
console.log(Array.isArray(duplicate), duplicate instanceof Array, duplicate.join('-'), { ['__proto__']: 1 });
