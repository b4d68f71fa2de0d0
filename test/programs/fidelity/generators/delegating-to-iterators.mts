// yield* over iterators that are no generators: whose frame is below their methods, round after round, through generators of generators.
const log: unknown[] = [];
class Counter implements Iterator<number, string, unknown> {
  n = 0;
  name: string;
  to: number;
  constructor(name: string, to: number) {
    this.name = name;
    this.to = to;
  }
  [Symbol.iterator](): this { return this; }
  next(sent?: unknown): IteratorResult<number, string> {
    log.push(`${this.name} ${sent}`);
    this.n++;
    return this.n > this.to ? { value: `${this.name} done`, done: true } : { value: this.n, done: false };
  }
  return(value?: unknown): IteratorResult<number, string> {
    log.push(`${this.name} returns`);
    return { value: value as string, done: true };
  }
  throw(error: unknown): IteratorResult<number, string> {
    log.push(`${this.name} is thrown ${error}`);
    return { value: 100, done: false };
  }
}
function* counts(name: string): Generator<number, string, unknown> {
  const first = yield* new Counter(`${name} first`, 2);
  const second = yield* new Counter(`${name} second`, 1);
  return `${first}, ${second}`;
}
function* around(name: string): Generator<number, string, unknown> {
  const result = yield* counts(name);
  return `around ${result}`;
}
function step(g: Generator<number, string, unknown>, sent: string): unknown {
  const { value } = g.next(sent);
  return value;
}
const g = around('g');
for (let i = 0; i < 4; i++) log.push(step(g, `sent ${i}`));
const ended = around('ended');
step(ended, 'a');
log.push(ended.return('early').value);
const failed = around('failed');
step(failed, 'b');
log.push(failed.throw('error').value, step(failed, 'c'), step(failed, 'd'));
const one = counts('one'), other = counts('other');
for (let i = 0; i < 3; i++) log.push(step(one, 'one'), step(other, 'other'));
for (const n of counts('loop')) log.push(n);
async function* later(): AsyncGenerator<number, void> {
  const source = { n: 0, async next() { await null; log.push(`async ${this.n}`); return { value: this.n++, done: this.n > 2 }; } };
  yield* { [Symbol.asyncIterator]: () => source } as never;
}
for await (const n of later()) log.push(n);
class Holds { items = [1, 2]; [Symbol.iterator]() { return this.items[Symbol.iterator](); } }
function* native() { yield* new Holds(); }
for (const n of native()) new Counter('by hand', n).next();
console.log(log);
