// Closures kept in objects, arrays, maps and globals see one shared variable, at the value it has at the position asked for.
function account(start: number) {
  let balance = start;
  const history: number[] = [];
  return {
    deposit(amount: number) {
      balance += amount;
      history.push(balance);
      return this;
    },
    get balance() {
      return balance;
    },
    history: () => [...history],
    nested: { deep: [(factor: number) => (balance *= factor)] },
  };
}
const first = account(10);
const second = account(100);
first.deposit(5).deposit(7);
const scale = first.nested.deep[0]!;
scale(2);
second.deposit(1);
console.log(first.balance, second.balance, first.history(), second.history());
const registry = new Map<string, () => number>();
(globalThis as any).tick = undefined;
{
  let hidden = 0;
  registry.set('next', () => ++hidden);
  registry.set('peek', () => hidden);
  (globalThis as any).tick = () => (hidden += 10);
}
registry.get('next')!();
(globalThis as any).tick();
const peeked = registry.get('peek')!();
console.log(peeked, registry.size);
delete (globalThis as any).tick;
const curry = (a: number) => (b: number) => (c: number) => {
  const sum = a + b + c;
  return sum;
};
const addTwo = curry(1)(1);
console.log(addTwo(3), addTwo(4));
