// Arrays with elements that do not move as values do: an accessor, and one that is fixed, in push, pop, shift, unshift and splice.
const seen = [];
const make = () => { const a = [1, 2, 3, 4]; Object.defineProperty(a, 1, { get() { return 'got'; }, set(v) { seen.push('set', v); }, configurable: true, enumerable: true }); return a; };
const a = make();
a.push(5);
seen.push(a.length);
a.splice(0, 1);
seen.push(a.length);
a.shift();
seen.push(a.length);
a.unshift(0);
seen.push(a.length);
a.pop();
a.pop();
a.pop();
a.pop();
seen.push(a.length);
a.push(8, 9);
a.reverse();
seen.push(a.length);
const fixed = [1, 2, 3];
Object.defineProperty(fixed, 1, { value: 'fixed', writable: false, configurable: false });
for (const change of ['pop', 'pop', 'shift', 'reverse', 'unshift'])
  try {
    seen.push(fixed[change]());
  } catch ({ message }) {
    seen.push(message, fixed.length);
  }
fixed.push(4);
seen.push(fixed);
const queue = new Array(10).fill(0).map((_, i) => ({ i }));
new Function('q', 'q.push({ i: 10 })')(queue);
while (queue.length > 5) seen.push(queue.shift().i, queue.length);
Object.defineProperty(queue, 0, { value: 'first', writable: true, configurable: true, enumerable: true });
queue.splice(1, 2, 'x');
seen.push(queue);
console.log(seen);
