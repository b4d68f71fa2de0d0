// The order of microtasks, ticks, immediates and timers, with awaits of values, promises and thenables.
const log: string[] = [];
const thenable = (name: string) => ({ then(resolve: (v: string) => void) { log.push(`then ${name}`); resolve(name); } });
async function awaits(name: string, value: unknown) {
  log.push(`${name} start`);
  const got = await value;
  log.push(`${name} 1`);
  await null;
  log.push(`${name} 2`);
  return got;
}
const returnsPromise = async () => Promise.resolve('p');
const returnsThenable = async () => thenable('returned');
const returnsValue = async () => 'v';
function chain(name: string, length: number) {
  let promise: Promise<unknown> = Promise.resolve();
  for (let i = 0; i < length; i++) promise = promise.then(() => { log.push(`${name}${i}`); });
  return promise;
}
setImmediate(() => {
  log.push('immediate');
  setTimeout(() => log.push('timeout'), 0);
});
process.nextTick(() => log.push('tick'));
queueMicrotask(() => log.push('microtask'));
const all = [
  awaits('value', 1), awaits('promise', Promise.resolve(2)), awaits('thenable', thenable('t')), awaits('async', returnsValue()),
  chain('chain', 8), returnsPromise().then(() => log.push('returned promise')), returnsThenable().then(() => log.push('returned thenable')), returnsValue().then(() => log.push('returned value')),
  new Promise<void>((resolve) => resolve(Promise.resolve() as never)).then(() => log.push('resolved with promise')),
  Promise.reject(1).catch(() => log.push('caught')).finally(() => log.push('finally')),
  (async () => { try { await Promise.reject(2); } catch { log.push('async catch'); } finally { log.push('async finally'); } })(),
  (async () => { for await (const x of [thenable('fa'), 1]) log.push(`for await ${String(x)}`); })(),
];
log.push('sync end');
const results = await Promise.all(all);
console.log(log.splice(0).join('\n'));
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(log, results.slice(0, 4));
