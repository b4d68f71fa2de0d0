// `for … of` and `for … in` have a fresh binding per iteration; the body may assign to it when it is `let`.
const order: string[] = [];
const kept: (() => unknown)[] = [];
for (const item of ['a', 'b', 'c']) kept.push(() => item);
for (let key in { x: 1, y: 2 }) {
  kept.push(() => key);
  key = key.toUpperCase();
  order.push(key);
}
for (const [index, { name, size = name.length }] of [{ name: 'one' }, { name: 'two', size: 9 }].entries()) {
  kept.push(() => `${index}:${name}:${size}`);
}
for (var shared of [10, 20]) kept.push(() => shared);
console.log(kept.map((read) => read()), order);

const target: { last?: number; list: number[] } = { list: [] };
for (target.last of [1, 2]) target.list.push(target.last);
for (target.list[3] of [7]) order.push(String(target.list.length));
for ([target.last = 5] of [[undefined], [6]] as [number?][]) order.push(String(target.last));
console.log(target, order);
for (const char of 'a𝒳b') order.push(char);
console.log(order.join('|'));
