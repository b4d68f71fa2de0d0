// Patterns of every kind: nested, defaults, rest, computed keys, holes, members as targets, swaps, parameters, closures.
const source: any = { a: 1, b: { c: [10, 20, { d: 'deep' }], e: undefined }, 'quoted key': 'q', 5: 'five', [Symbol.for('s')]: 'symbol' };
const { a, b: { c: [first, , { d }], e = 'default e' }, 'quoted key': quoted, 5: five, [Symbol.for('s')]: symbol, missing = a + 1, ...others } = source;
console.log(a, first, d, e, quoted, five, symbol, missing, others);
let x = 1, y = 2, z: any;
[x, y] = [y, x];
[x, , y = 9, ...z] = [5, 6, undefined, 7, 8] as any;
({ x, y: z } = { x: 'x', y: 'y' } as any);
console.log(x, y, z);
const target: any = { list: [] };
[target.p, target.list[0], target['q' + 1]] = [1, 2, 3];
({ a: target.fromA, b: { c: [target.list[1], ...target.list2] }, ...target.rest } = source);
console.log(target);
function parameters({ name, tags: [main = 'none', ...more] = [] as string[], nested: { on = true } = {} as any }: any, [n, { m } = { m: 'dm' }]: any = [1], ...[third, fourth]: any[]) {
  const read = () => [name, main, more, on, n, m, third, fourth];
  name = `${name}!`;
  return read();
}
console.log(parameters({ name: 'x' }), parameters({ name: 'y', tags: ['t', 'u'], nested: { on: false } }, [2, { m: 3 }], 4, 5));
const key = 'dynamic';
const { [key]: dynamic = 'absent', [`${key}2`]: dynamic2 } = { dynamic2: 'present' } as any;
const [[deep], { 0: zero, length }] = [['nested'], 'str'] as any;
const { length: size, [size - 1]: last } = [7, 8, 9] as any;
console.log(dynamic, dynamic2, deep, zero, length, size, last);
for (const [i, { v, w = v * 2 }] of [{ v: 1 }, { v: 2, w: 0 }].entries()) console.log(i, v, w);
for (const { length } of ['a', 'bcd']) target.list.push(length);
for (let [k, v] of Object.entries({ m: 1 })) { v++; target[k] = () => [k, v]; }
const chained = ({ a: target.again } = source), emptied = ([] = [1, 2]);
console.log(target.m(), target.list, chained === source, emptied, target.again);
const fn = ({ a, b }: any = {}, [c = a] = [] as any[], { d = () => [a, c] } = {} as any) => d();
console.log(fn(), fn({ a: 1 }), fn({ a: 1 }, [2]));
var { va, vb = va } = { va: 'var' } as any, [vc] = 'c';
console.log(va, vb, vc, (([x, y]) => x + y)([1, 2]), (({ length }) => length)('four'), ((...[p, q]: number[]) => [q, p])(1, 2));
const { a: n1, ...withoutA } = { a: 1, get lazy() { return 'evaluated once'; }, b: 2 };
const { ...clone } = 'ab' as any, [...chars] = 'hé𝒳', { ...nothing } = 5 as any;
console.log(n1, withoutA, clone, chars, nothing);
