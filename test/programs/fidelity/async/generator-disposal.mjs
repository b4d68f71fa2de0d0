// Async generators with resources, left in every way: who waits for them while these are disposed of.
const log = [];
const r = (name) => ({ async [Symbol.asyncDispose]() { await null; const here = name; await null; log.push(here); } });
async function* g() { await using a = r('a'); await using b = r('b'); yield 1; yield 2; }
async function* nested() { { using c = { [Symbol.dispose]() { log.push('c'); } }; yield 1; } yield* g(); }
async function leaves(of) { for await (const x of of) break; return 1; }
async function returns(of) { for await (const x of of) return x; }
async function throws(of) { for await (const x of of) throw new Error('thrown'); }
async function whole(of) { for await (const x of of) log.push(x); }
for (const make of [g, nested]) {
  await leaves(make());
  await returns(make());
  await throws(make()).catch((error) => log.push(error.message));
  await whole(make());
  const it = make();
  await it.next();
  log.push((await it.return(5)).value);
  const other = make();
  await other.next();
  await other.throw(new Error('into')).catch((error) => log.push(error.message));
  const busy = make();
  log.push((await Promise.all([busy.next(), busy.next(), busy.return(6), busy.next()])).map(({ value, done }) => `${value} ${done}`).join());
}
console.log(log.join(' '));
