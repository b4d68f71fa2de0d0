// Closures made inside generators and async functions between resumptions keep the variables of their own activation.
function* makers(label: string): Generator<() => string, void, number> {
  let count = 0;
  for (let i = 0; i < 2; i++) {
    const inner = { i };
    count += yield () => `${label} ${i} ${inner.i} ${count}`;
    inner.i += 10;
  }
}
const a = makers('a'), b = makers('b');
const made = [a.next(0).value, b.next(0).value, a.next(5).value, b.next(7).value] as (() => string)[];
const before = made.map((f) => f());
a.next(100);
const after = made.map((f) => f());
console.log(before, after);
async function later(label: string) {
  let state = 'start';
  const read = () => `${label} ${state}`;
  const write = (value: string) => { state = value; };
  await null;
  state += ' after await';
  return { read, write };
}
const [first, second] = await Promise.all([later('x'), later('y')]);
first.write('written');
console.log(first.read(), second.read());
const kept: (() => number)[] = [];
for (const n of (function* () { for (let k = 0; k < 3; k++) { kept.push(() => k++); yield k; } })()) if (n === 1) kept[0]!();
console.log(kept.map((f) => f()));
