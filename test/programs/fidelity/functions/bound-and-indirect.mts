// Calls through bind, call, apply, Reflect, callbacks of natives, getters that return functions, Symbol.species constructors.
function describe(this: any, ...args: unknown[]) {
  const who = this?.name ?? String(this);
  return `${who}(${args.join()})`;
}
const owner = { name: 'owner', describe };
const bound = describe.bind({ name: 'bound' }, 1);
const twice = bound.bind({ name: 'ignored' }, 2);
const results = [describe.call(owner, 1), describe.apply(owner, [1, 2]), bound(9), twice(9), Reflect.apply(describe, 'text', ['r']), owner.describe.call(undefined), new Proxy(describe, {}).call(owner, 'proxy')];
console.log(results, bound.name, bound.length, twice.name);
function Maker(this: any, a: number, b: number) {
  this.sum = a + b;
}
const Partial = Maker.bind(null, 10) as any;
const made = new Partial(5);
console.log(made.sum, made instanceof Maker, Reflect.construct(Maker, [1, 2]).sum);
const sorted = [{ n: 2 }, { n: 1 }, { n: 3 }].sort((a, b) => {
  const order = a.n - b.n;
  return order;
});
const replaced = 'x1y2'.replace(/\d/g, function (this: unknown, digit) { const next = Number(digit) + 1; return `${next}${this === undefined}`; });
const parsed = JSON.parse('{"a":[1,{"b":2}],"c":"x"}', function (key, value) { const holder = Array.isArray(this); return typeof value === 'number' ? value * (holder ? 10 : 2) : value; });
const text = JSON.stringify({ a: 1, b: [1, 2], c: undefined, d: { toJSON: () => 'D' } }, (key, value) => (key === 'a' ? undefined : value), 1);
console.log(sorted, replaced, parsed, text);
const sum = [1, 2, 3].reduce((total, n) => { const next = total + n; return next; }, 0);
const found = [5, 6, 7].findLast((n, i) => n < 7 && i > 0), flat = [[1], [2]].flatMap(([n]) => [n!, n! * 2]), grouped = Object.groupBy(['a', 'bb', 'c'], ({ length }) => length);
console.log(sum, found, flat, grouped, Array.from({ length: 3 }, (_, i) => i ** 2), [3, 1, 2].toSorted((a, b) => b - a), new Map([[1, 2]]).forEach((v, k) => void (v + k)));
const lazy = { get method() { return (x: number) => x + 1; }, ['computed']: (x: number) => x * 2 };
console.log(lazy.method(1), lazy['computed'](4), [1, 2].every(Number.isInteger), ['1', '2', '3'].map(Number), ['10', '10', '10'].map(parseInt as never));
