// Spread in calls, arrays, objects; literals with getters, methods, computed and duplicate keys, __proto__, numeric keys, holes.
const log: string[] = [];
const getter = { get g() { log.push('getter read'); return 1; }, [Symbol('s')]: 2, plain: 3 };
Object.defineProperty(getter, 'hidden', { value: 4, enumerable: false });
const copied = { before: 0, ...getter, after: 5, ...null, ...undefined, ...'ab', ...[9], ...(false && { never: 1 }) };
const overridden = { a: 1, ...{ a: 2, b: 3 }, b: 4 };
const proto = { inherited: 'yes' };
const literal: any = { __proto__: proto, 'quoted': 1, 0x10: 'hex', 1e2: 'exp', 1n: 'big', get value() { return this.quoted; }, set value(v) { this.quoted = v; }, async method() {}, *gen() { yield 1; }, ['computed' + 1]: 2, a: 1, a2: 2, 'a': 3 };
literal.value = 'set';
console.log(copied, overridden, log, literal, literal.inherited, Object.keys(literal));
const holes = [1, , 3, ...[4, , 6], , ];
const nested = [[...'xy'], [...new Set([1, 1, 2])], [...new Map([[1, 'a']])], [...[..."z"], ...[]]];
console.log(holes, holes.length, 1 in holes, 4 in holes, nested);
function collect(...args: unknown[]) {
  const count = args.length;
  return [count, ...args];
}
console.log(collect(...[1, 2], 3, ...'ab', ...new Set([4])), collect(...[]), Math.max(...[1, 5], 3), new Date(...([2020, 0, 1] as [number, number, number])).getFullYear(), new Array(...[3]).length);
const big = Array.from({ length: 5000 }, (_, i) => i);
console.log(Math.max(...big), [...big, ...big].length, String.fromCharCode(...[72, 105]), collect.apply(null, [1, ...[2]]), Reflect.apply(collect, null, ['r']));
const name = 'short', short = 'value', fn = 'shadow';
const shorthand = { name, short, fn() { return fn; }, async async() { return name; }, get get() { return 'get'; }, set: 1, of: 2, new: 3, class: 4, [name]: 'computed wins', '': 'empty key', null: 5, true: 6 };
console.log(shorthand, shorthand.fn(), shorthand.get, shorthand[''], shorthand.null);
const self: any = { n: 1, me: undefined as any, list: [] as any[] };
self.me = self;
self.list.push(self, { back: self });
const clone = structuredClone(self);
clone.n = 2;
console.log(clone.me === clone, clone.list[1].back.n, self.n, { ...self }.me === self);
const frozenSpread = [...Object.freeze([{ inner: 1 }])];
frozenSpread[0]!.inner++;
frozenSpread.push({ inner: 9 });
console.log(frozenSpread, [, 'sparse first'], [undefined, ,], { a: { b: { c: { d: { e: 'deep' } } } } });
