// Constructors: return overrides, new without parentheses, function constructors with prototypes, factories, newless calls.
function Old(this: any, name: string) {
  if (!new.target) return new (Old as any)(name);
  this.name = name;
  this.hello = () => `hello ${this.name}`;
}
Old.prototype.greet = function () { const text = `${this.hello()} (${this.constructor.name})`; return text; };
const a = new (Old as any)('a'), b = (Old as any)('b');
console.log(a.greet(), b.greet(), a, Object.keys(b), a instanceof (Old as any));
function Replaces(this: any) { this.lost = true; return { kept: true }; }
function Primitive(this: any) { this.kept = true; return 5 as any; }
console.log(new (Replaces as any)(), new (Primitive as any), new (class { constructor() { return [1, 2] as any; } })());
function Child(this: any, name: string, age: number) { (Old as any).call(this, name); this.age = age; }
Child.prototype = Object.create(Old.prototype, { constructor: { value: Child, writable: true, configurable: true } });
try { const c = new (Child as any)('c', 3); console.log(c, c.name); } catch (error) { console.log((error as Error).message); }
class Point { x; y; constructor(x = 0, y = x) { this.x = x; this.y = y; Object.freeze(this); } with(change: Partial<Point>) { return Object.assign(Object.create(Point.prototype), this, change) as Point; } static from = ({ x, y }: Point) => new Point(x, y); }
const p = new Point(1), q = p.with({ y: 5 });
console.log(p, q, Point.from(q), Object.isFrozen(p), Object.isFrozen(q), q instanceof Point);
class Singleton { static #instance: Singleton | undefined; static get() { return (this.#instance ??= new this()); } count = 0; }
Singleton.get().count++;
console.log(Singleton.get().count, Singleton.get() === Singleton.get());
class Cache extends Map<string, any> { constructor(entries: [string, any][]) { super(entries); } override get(k: string) { return super.get(k) ?? `no ${k}`; } }
class Emitter { handlers: Record<string, ((...a: any[]) => void)[]> = {}; on(e: string, f: (...a: any[]) => void) { (this.handlers[e] ??= []).push(f); return this; } emit(e: string, ...a: any[]) { for (const f of this.handlers[e] ?? []) f.apply(this, a); return this; } }
const log: unknown[] = [];
new Emitter().on('x', function (this: Emitter, n) { log.push(n, this instanceof Emitter); }).on('x', (n) => log.push(-n)).emit('x', 1).emit('none');
console.log(new Cache([['k', 1]]).get('k'), new Cache([]).get('z'), log, Date() === String(new Date()) || 'Date as a function', typeof Object(1), Array(3).length, RegExp('x') instanceof RegExp, Symbol.length, typeof BigInt(1), Error('no new').message);
