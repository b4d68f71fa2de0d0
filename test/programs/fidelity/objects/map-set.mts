// Map, Set, WeakMap, WeakSet: writes, deletes, order, object keys, iteration while changing, subclasses.
const key = { id: 1 };
const map = new Map<any, any>([['a', 1], [key, { deep: [1] }], [NaN, 'nan']]);
map.set('b', 2).set('c', { n: 3 });
map.get(key).deep.push(2);
key.id = 2;
map.set('a', 'again');
const deleted = [map.delete('b'), map.delete('missing')];
map.set('b', 'last now');
map.set(-0, 'zero').set(map, 'itself');
const order: string[] = [];
for (const [k, v] of map) {
  order.push(String(typeof k));
  if (k === 'c') map.delete('b');
  if (v === 'nan') map.set('during', 1);
}
console.log(deleted, order, map.size, map.has(NaN), Object.is([...map.keys()].find((k) => k === 0), 0));
map.forEach((v, k, m) => {
  if (k === 'during') m.delete('a');
});
const before = [...map.keys()].length;
map.clear();
map.set('fresh', new Map([['inner', new Set([1])]]));
map.get('fresh').get('inner').add(2).delete(1);
console.log(before, map);
const set = new Set([3, 1, 3, 2]);
set.add(4).delete(3);
set.add(3);
const first = set.values().next().value;
const union = set.union(new Set([9])), both = set.intersection(new Set([1, 2]));
set.clear();
set.add(first as number);
console.log(set, union, both, Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')), Map.groupBy([1, 2], (n) => n));
const weak = new WeakMap<object, any>();
const weakSet = new WeakSet([key]);
weak.set(key, { attached: 1 });
weak.get(key).attached++;
weakSet.delete(key);
console.log(weak.get(key), weakSet.has(key), weak.has({}));
class Counter extends Map<string, number> {
  total = 0;
  add(name: string) { this.total++; return this.set(name, (this.get(name) ?? 0) + 1); }
  override set(name: string, n: number) { return super.set(name.toUpperCase(), n); }
}
const counter = new Counter();
counter.add('x').add('X').add('y');
console.log(counter, counter.total, counter instanceof Map);
const iterator = counter.entries();
iterator.next();
counter.delete('Y');
console.log(iterator.next(), [...iterator], Map.prototype.get.call(counter, 'X'));
