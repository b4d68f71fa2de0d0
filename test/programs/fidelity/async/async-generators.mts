// Async generators: queued next calls, return and throw while suspended, yield of promises, yield* delegation, for await exits.
const log: string[] = [];
async function* numbers(name: string, n: number): AsyncGenerator<number, string, string | undefined> {
  try {
    for (let i = 0; i < n; i++) {
      const sent = yield i;
      if (sent) log.push(`${name} got ${sent}`);
    }
    return `${name} done`;
  } catch (error) {
    log.push(`${name} caught ${error}`);
    yield -1;
    return 'after catch';
  } finally {
    await null;
    log.push(`${name} finally`);
  }
}
async function* delegating(): AsyncGenerator<number, string, string | undefined> {
  const first = yield* numbers('inner', 2);
  log.push(`delegate returned ${first}`);
  yield Promise.resolve(10) as never;
  const second: string = yield* [20, 30] as never;
  return `outer ${second}`;
}
const a = numbers('a', 3);
console.log(await Promise.all([a.next(), a.next('x'), a.next('y'), a.next(), a.next()]));
const b = numbers('b', 3);
console.log(await b.next(), await b.throw('error in'), await b.next(), await b.next());
const c = numbers('c', 3);
console.log(await c.next(), await c.return(Promise.resolve('returned') as never), await c.next());
const seen: number[] = [];
for await (const n of delegating()) {
  seen.push(n);
  if (n === 20) break;
}
console.log(seen, log.splice(0));
const d = delegating();
console.log(await d.next(), await d.next('sent in'), await d.throw('thrown through').catch((e) => `rejected ${e}`), await d.next(), log.splice(0));
const object = { async *[Symbol.asyncIterator]() { yield* ['m1', 'm2']; }, async *method(this: { n: number }) { yield this.n; } };
for await (const text of object) seen.push(text.length);
class Source { #items = [1, 2]; async *items() { for (const item of this.#items) yield item * 2; } static async *[Symbol.asyncIterator]() { yield 'static'; } }
for await (const n of new Source().items()) seen.push(n);
for await (const text of Source) seen.push(text.length);
console.log(seen, (await object.method.call({ n: 9 }).next()).value);
async function* failing() { yield 1; throw new Error('from generator'); }
try {
  for await (const n of failing()) log.push(`item ${n}`);
} catch (error) {
  log.push((error as Error).message);
}
const early = numbers('early', 1);
console.log(await early.return('before start'), await early.next(), log);
console.log(Object.prototype.toString.call(early), await (async function* () { return await Promise.resolve('awaited return'); })().next(), Array.fromAsync ? await Array.fromAsync(numbers('array', 3)) : 0);
