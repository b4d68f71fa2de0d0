// Iterator helpers and own iterators: laziness, order of callbacks, Iterator.from, classes that extend Iterator.
const log: string[] = [];
function* naturals() {
  let n = 0;
  try {
    while (true) yield n++;
  } finally {
    log.push(`stopped at ${n}`);
  }
}
const pipeline = naturals()
  .filter((n) => {
    const even = n % 2 === 0;
    log.push(`filter ${n}`);
    return even;
  })
  .map((n, index) => {
    const pair = [n, index];
    log.push(`map ${n}`);
    return pair;
  })
  .drop(1)
  .take(2);
console.log(log.length, pipeline.next(), log.splice(0));
console.log(pipeline.toArray(), log.splice(0));
const flat = naturals().take(3).flatMap((n) => Array.from({ length: n }, () => n));
console.log([...flat], naturals().take(4).reduce((sum, n) => sum + n, 0), naturals().some((n) => n > 3), naturals().take(3).every((n) => n < 3), naturals().find((n) => n * n > 10));
naturals().take(2).forEach((n, i) => log.push(`each ${n} ${i}`));
console.log(log.splice(0));
class Countdown extends Iterator<number> {
  #left: number;
  constructor(from: number) {
    super();
    this.#left = from;
  }
  next() {
    const value = this.#left--;
    return { value, done: value <= 0 } as IteratorResult<number, number>;
  }
}
const countdown = new Countdown(3);
console.log([...countdown.map((n) => n * n)], countdown instanceof Iterator, [...new Countdown(2)]);
const wrapped = Iterator.from({ next: (() => { let i = 0; return () => ({ value: i, done: i++ >= 2 }); })() });
console.log([...wrapped], Iterator.from('ab').toArray(), Object.prototype.toString.call(wrapped));
const throwing = naturals().map((n) => {
  if (n === 1) throw new Error(`mapper at ${n}`);
  return n;
});
try {
  for (const n of throwing) log.push(`got ${n}`);
} catch (error) {
  console.log((error as Error).message, log.splice(0));
}
try {
  naturals().take(-1);
} catch (error) {
  console.log((error as Error).name, (error as Error).message, log);
}
