// Derived classes that write no constructor: what they hand on, and what native code makes of them.
const seen: unknown[] = [];
class A { args: unknown[]; constructor(...args: unknown[]) { this.args = args; this.report(); } report() { seen.push(this.constructor.name, this.args.length); } }
class B extends A {}
class C extends B { report() { super.report(); seen.push('C'); } }
const c = [new C(), new C(1), new C(1, 2), new C(1, 2, 3)];
const reflected = Reflect.construct(B, [{ a: 1 }], C);
const Anonymous = class extends C { field = seen.length; };
const anonymous = new Anonymous('x');
console.log(c.map(({ args }) => args), reflected instanceof C, anonymous.field, C.length, String(B), Object.getOwnPropertyNames(C), seen);
class Log extends Map<string, number> { override set(key: string, value: number) { return super.set(key, value + 1); } }
const log = new Log([['a', 1]]);
class List extends Array<number> { get total() { return this.reduce((sum, n) => sum + n, 0); } }
const list = List.of(1, 2, 3);
const more = list.map((n) => n * 2);
const some = more.filter((n) => n > 2);
class Words extends Uint16Array {}
const words = Words.from([1, 2]);
const part = words.slice(1);
console.log(log.get('a'), list.total, more.total, some, words, part);
