// Subclasses of built-ins keep their internal slots: Error, Array, Map, Promise, Function, RegExp, Uint8Array, Proxy handlers.
class AppError extends Error {
  override name = 'AppError';
  code;
  constructor(message: string, code: number, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
const wrapped = new AppError('outer', 7, { cause: new AppError('inner', 1) });
wrapped.code++;
console.log(wrapped.message, wrapped.code, String(wrapped), (wrapped.cause as AppError).code, wrapped.stack!.split('\n')[0], Object.keys(wrapped));
class Matrix extends Array<number[]> {
  static identity(n: number) { const made = new Matrix(); for (let i = 0; i < n; i++) made.push(Array.from({ length: n }, (_, j) => Number(i === j))); return made; }
  get trace() { let sum = 0; for (const [i, row] of this.entries()) sum += row[i]!; return sum; }
}
const matrix = Matrix.identity(3);
matrix[1]![1] = 5;
console.log(matrix.trace, matrix.map((row) => row.length) instanceof Matrix, matrix.length, matrix);
class Tracked<T> extends Promise<T> { static made = 0; label = 'tracked'; constructor(executor: ConstructorParameters<typeof Promise<T>>[0]) { super(executor); Tracked.made++; } }
const tracked = new Tracked<number>((resolve) => resolve(1));
const next = tracked.then((n) => n + 1);
console.log(next instanceof Tracked, (next as Tracked<number>).label, await next, Tracked.made, await Tracked.all([tracked, 5]));
class Callable extends Function { constructor() { super('...args', 'return this.bound.call(...args)'); return Object.assign(this.bind(this), { bound: this }) as never; } }
console.log(typeof new Callable(), new Callable() instanceof Callable);
class Bytes extends Uint8Array { sum() { return this.reduce((a, b) => a + b, 0); } }
const bytes = Bytes.of(1, 2, 300);
bytes[0] = 9;
console.log(bytes.sum(), bytes.subarray(1).sum(), bytes.slice(0, 1) instanceof Bytes, bytes);
class Pattern extends RegExp { count = 0; override exec(text: string) { this.count++; return super.exec(text); } }
const pattern = new Pattern('[a-c]', 'g');
console.log('abcd'.match(pattern), pattern.count, 'xaya'.replace(pattern, '*'), pattern.lastIndex);
class DefaultMap<K, V> extends Map<K, V> { make; constructor(make: () => V, entries?: [K, V][]) { super(); this.make = make; for (const [k, v] of entries ?? []) this.set(k, v); } override get(key: K) { if (!this.has(key)) this.set(key, this.make()); return super.get(key)!; } }
const groups = new DefaultMap<string, number[]>(() => [], [['x', [1]]]);
groups.get('x').push(2);
groups.get('y').push(3);
console.log(groups, groups.size);
class Num extends Number { double() { return this.valueOf() * 2; } }
class Text extends String { shout() { return `${this}!`; } }
console.log(new Num(4).double(), new Text('hi').shout(), new Text('hi').length, { ...new Text('ab') }, new Num(1) + (1 as never), Object.keys(new Text('xy')));
class Obs extends EventTarget { fire(type: string) { return this.dispatchEvent(new CustomEvent(type, { detail: { type } })); } }
const target = new Obs();
target.addEventListener('ping', (event) => console.log((event as CustomEvent).detail, event.target === target));
console.log(target.fire('ping'));
