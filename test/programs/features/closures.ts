// Closures: per-iteration bindings, shared variables, TDZ, named function expressions.
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i++);
console.log(fs.map((f) => f()), fs.map((f) => f()));
for (let i = 0, step = () => i; i < 2; i++) fs[i] = step;
console.log(fs.slice(0, 2).map((f) => f()));
for (let i = 0; i < 4; i++) {
  const sq = i * i;
  fs[i] = () => sq + i;
  i++;
}
console.log(fs.map((f) => f()));
var vs: (() => number)[] = [];
for (var v = 0; v < 3; v++) vs.push(() => v);
console.log(vs.map((f) => f()));
for (const item of [10, 20]) vs.push(() => item);
for (const key in { a: 0, b: 0 }) vs.push(() => key.charCodeAt(0));
console.log(vs.map((f) => f()));
let w = 0;
const ws: (() => number)[] = [];
while (w < 3) {
  let inner = w++;
  ws.push(() => inner++ * 10 + w);
}
console.log(ws.map((f) => f()), ws.map((f) => f()));

function counter(start = 0) {
  let count = start;
  return { up: () => ++count, down: () => --count, get value() { return count; } };
}
const c1 = counter(), c2 = counter(100);
c1.up(); c1.up(); c2.down();
console.log(c1.value, c2.value);

const fact = function self(n: number): number { return n < 2 ? 1 : n * self(n - 1); };
console.log(fact(10), fact.name);
try {
  early();
  const late = 1;
  function early() { return late; }
} catch (error) {
  console.log(String(error));
}
try {
  const self: number = (() => self)();
} catch (error) {
  console.log(String(error));
}
switch (1 as number) {
  case 0:
    let zero = 0;
  case 1:
    try {
      console.log(zero!);
    } catch (error) {
      console.log(String(error));
    }
    try {
      zero = 5;
    } catch (error) {
      console.log(String(error));
    }
}
const compose = (...fns: ((x: number) => number)[]) => (x: number) => fns.reduceRight((value, f) => f(value), x);
console.log(compose((x) => x + 1, (x) => x * 2)(5));
const memo = new Map<number, number>();
const fib = (n: number): number => n < 2 ? n : memo.get(n) ?? (memo.set(n, fib(n - 1) + fib(n - 2)), memo.get(n)!);
console.log(fib(60));
const later: (() => string)[] = [];
{
  let shadow = 'outer';
  later.push(() => shadow);
  {
    let shadow = 'inner';
    later.push(() => (shadow += '!'));
  }
  shadow = 'outer changed';
}
console.log(later.map((f) => f()), later.map((f) => f()));
