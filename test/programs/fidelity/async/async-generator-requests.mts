// Who waits for an async generator: who asked last by a call, whoever made requests while it was busy, native code, loops that are left.
const log: string[] = [];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
type Numbers = AsyncGenerator<number, number, string | undefined>;
async function* numbers(name: string, n: number): Numbers {
  try {
    for (let i = 0; i < n; i++) {
      const sent = yield i;
      log.push(`${name} ${sent}`);
      await null;
      log.push(`${name} ${i}`);
    }
    return n;
  } catch (error) {
    await null;
    log.push(`${name} caught ${error}`);
    return -1;
  } finally {
    log.push(`${name} ends`);
    await null;
    log.push(`${name} ended`);
  }
}
async function* around(name: string): Numbers {
  const first = yield* numbers(name, 2);
  log.push(`${name} around ${first}`);
  return first;
}
async function first(g: Numbers): Promise<unknown> {
  return (await g.next('first')).value;
}
async function second(g: Numbers): Promise<unknown> {
  await null;
  const result = await g.next('second');
  return result.value;
}
async function returns(g: Numbers): Promise<unknown> {
  await first(g);
  return (await g.return(Promise.resolve(5))).value;
}
async function throws(g: Numbers): Promise<unknown> {
  await first(g);
  return (await g.throw('thrown')).value;
}
async function queues(g: Numbers): Promise<unknown> {
  const results = [g.next('a'), g.next('b')];
  other(g);
  return Promise.all(results);
}
const other = (g: Numbers): unknown => [g.next('c'), g.return(7)];
async function leaves(g: Numbers): Promise<number> {
  for await (const n of g) if (n === 1) break;
  return log.length;
}
async function reads(g: Numbers): Promise<unknown> {
  return Array.fromAsync(g);
}
async function chains(g: Numbers): Promise<unknown> {
  return g.next().then(function then() { return g.next('then'); }).then(() => g.return(3));
}
async function timers(g: Numbers): Promise<unknown> {
  const { value } = await g.next();
  setTimeout(() => void g.next('timer'), 1);
  await sleep(5);
  return value;
}
async function all(make: (name: string) => Numbers): Promise<void> {
  const g = make('shared');
  log.push(String(await first(g)), String(await second(g)), String(await first(g)));
  log.push(String(await returns(make('returns'))), String(await throws(make('throws'))));
  log.push(JSON.stringify(await queues(make('queues'))));
  log.push(String(await leaves(make('leaves'))), String(await reads(make('reads'))));
  log.push(JSON.stringify(await chains(make('chains'))), String(await timers(make('timers'))));
}
await all((name) => numbers(name, 3));
console.log(log.splice(0));
await all(around);
console.log(log);
