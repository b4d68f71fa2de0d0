// What methods that `super` leads to have changed: of this file, of built-ins, and of built-ins that take the place of the file's own.
class Numbers extends Array<number> {
  add(n: number): this { super.push(n); return this; }
  swapEnds(): void { super.reverse(); }
}
const numbers = new Numbers();
numbers.add(1).add(2).add(3);
numbers.swapEnds();
console.log(numbers);

class Shelf { items: number[] = []; 0 = 0; 1 = 0; length = 2; fill(n: number): this { this.items.push(n); return this; } static made = 0; static make(): Shelf { this.made++; return new this(); } }
class Wide extends Shelf {
  override fill(n: number): this { super.fill(n); const twice = () => super.fill(n * 2); twice(); return this; }
  static override make(): Shelf { const shelf = super.make(); shelf.items.push(-1); return shelf; }
}
const shelf = Wide.make() as Wide;
for (let i = 0; i < 3; i++) shelf.fill(i);
console.log(shelf.items, Shelf.made, Wide.made);
const own = Shelf.prototype.fill;
Shelf.prototype.fill = Array.prototype.fill as never;
shelf.fill(7);
console.log(shelf[0], shelf[1], shelf.items);
Shelf.prototype.fill = own;
Object.setPrototypeOf(Wide.prototype, { fill: Array.prototype.fill });
shelf.fill(9);
console.log(shelf[0], shelf[1], shelf.items);
Object.setPrototypeOf(Wide.prototype, Shelf.prototype);

// Of another object than one of the class; of a class whose name means something else there; of a class without a name.
const stranger = { items: [5], length: 0 };
Wide.prototype.fill.call(stranger as never, 6);
const shadowed = class Wide2 extends Shelf { override fill(Wide2: number): this { return super.fill(Wide2); } };
const nameless = [class extends Shelf { override fill(n: number): this { return super.fill(n + 1); } }][0]!;
console.log(stranger, new shadowed().fill(1).items, new nameless().fill(1).items);

// Callbacks that native code runs, and receivers that are properties of properties.
class Registry { inner = { list: [3, 1, 2], sort(by: (a: number, b: number) => number) { this.list.sort(by); } }; each(f: (n: number) => void) { this.inner.list.forEach(f); } }
class Counting extends Registry { count = 0; override each(f: (n: number) => void) { super.each((n) => { this.count++; f(n); }); this.inner.sort((a, b) => a - b); } }
const counting = new Counting();
let sum = 0;
counting.each((n) => { sum += n; });
console.log(counting, sum);

// Of classes without a name: one for each call of a function, several of one call, and what stands in a field.
type Made = new () => { items: number[]; fill(n: number): unknown };
const doubling = (base: Made): Made => class extends base { override fill(n: number) { return super.fill(n * 2); } };
const native = (base: Made): Made => class extends base { override fill(n: number) { return super.fill(n) === this; } };
class Filled extends Array<number> { items = [0]; }
const made: Made[] = [];
for (const base of [Shelf, Filled] as Made[]) made.push(class extends base { override fill(n: number) { return super.fill(n - 1); } });
const holder = { Kept: class extends Shelf { static override make() { const kept = super.make(); kept.items.push(4); return kept; } } };
for (const one of [doubling(Shelf), doubling(Filled as never), native(doubling(Filled as never)), ...made]) {
  const filled = new one();
  filled.items.push(1);
  (filled as { length?: number }).length = 2;
  filled.fill(3);
  filled.fill(4);
  console.log(one.name, filled);
}
console.log(holder.Kept.make(), holder.Kept.name, doubling(Shelf).name, Object.getOwnPropertyNames(holder.Kept));
