// Generators: yield, yield*, return, throw, finally, infinite, delegated results.
function* numbers(from = 0): Generator<number, string, string | undefined> {
  let n = from;
  try {
    while (true) {
      const said = yield n++;
      if (said === 'skip') n += 10;
      if (said === 'stop') return 'stopped';
    }
  } catch (error) {
    yield -1;
    return `caught ${error}`;
  } finally {
    console.log('cleanup', n);
  }
}
const g = numbers(5);
console.log(g.next(), g.next('skip'), g.next(), g.next('stop'), g.next());
const t = numbers();
console.log(t.next(), t.throw(new Error('injected')), t.next(), t.next());
const r = numbers(1);
console.log(r.next(), r.return('early'), r.next());
function* delegating() {
  const got = yield* inner();
  console.log('inner returned', got);
  yield* [7, 8];
  yield* 'ab';
}
function* inner() {
  const x: unknown = yield 'i1';
  console.log('inner got', x);
  yield 'i2';
  return 'result';
}
const del = delegating();
console.log(del.next(), del.next('hello'), [...del]);
for (const n of numbers()) {
  if (n > 2) break;
  console.log(n);
}
const tree = { value: 1, children: [{ value: 2, children: [] }, { value: 3, children: [{ value: 4, children: [] }] }] };
type Tree = { value: number; children: Tree[] };
function* walk(node: Tree): Generator<number> {
  yield node.value;
  for (const child of node.children) yield* walk(child);
}
console.log([...walk(tree as Tree)], Math.max(...walk(tree as Tree)));
class Range {
  constructor(readonly_from: number, to: number) { this.from = readonly_from; this.to = to; }
  from: number; to: number;
  *[Symbol.iterator]() { for (let i = this.from; i < this.to; i++) yield i; }
  static *letters() { yield 'a'; yield 'b'; }
}
console.log([...new Range(2, 5)], [...Range.letters()]);
const object = { *method(this: { k: number }) { yield this.k; yield this.k * 2; }, k: 21 };
console.log([...object.method()]);
const lazy = (function* () { console.log('started'); yield; })();
console.log('not started');
lazy.next();
console.log(lazy.next());
function* args() { yield arguments.length; yield* arguments as any; }
console.log([...(args as any)(1, 2, 3)]);
try {
  const busy: Generator = (function* () { busy.next(); yield 1; })();
  busy.next();
} catch (error) {
  console.log(String(error));
}
console.log(Object.prototype.toString.call(g), numbers.constructor.name, Object.getPrototypeOf(g) === numbers.prototype);
const order: string[] = [];
const both = function* () { order.push('a'); const [x, y] = [yield 1, yield 2]; order.push(`${x}${y}`); };
const bg = both();
bg.next(); bg.next('x'); bg.next('y');
console.log(order);
