// What follows a block whose resources are waited for; continue and break through disposers and finally blocks; using in the heads of loops.
const log: string[] = [];
const r = (name: string) => ({ name, [Symbol.dispose]() { log.push(`dispose ${name}`); }, async [Symbol.asyncDispose]() { log.push(`start ${name}`); await null; log.push(`end ${name}`); } });
async function blocks(n: number) {
  let k = n;
  {
    await using a = r('a');
    using b = r('b');
    k += a.name.length;
    log.push(b.name);
  }
  k++;
  log.push(`after ${k}`);
  for (const m of [1, 2, 3]) {
    await using c = r('c');
    log.push(c.name + m);
    if (m === 1) continue;
    k += m;
    if (m === 2) break;
  }
  try {
    await using failing = r('failing');
    log.push(failing.name);
    await Promise.reject(new Error('in the block'));
  } catch (error) {
    log.push((error as Error).message);
  }
  {
    await using nothing = null;
    k++;
  }
  return k;
}
console.log(await blocks(1), log.splice(0));
function* numbers() { try { yield 1; yield 2; } finally { log.push('closed'); } }
function loops() {
  outer: for (const x of numbers()) {
    for (const y of numbers()) {
      if (y === 2) continue outer;
      if (x === 2) break outer;
    }
  }
  for (using item of [r('u1'), r('u2')]) {
    if (item.name === 'u1') continue;
    log.push(item.name);
  }
  for (const x of numbers()) {
    try {
      if (x === 1) continue;
      log.push(`x ${x}`);
    } finally {
      log.push('finally');
    }
  }
  const closures: (() => string)[] = [];
  for (using item of [r('c1'), r('c2')]) closures.push(() => item.name);
  log.push(closures.map((f) => f()).join());
  for (const z of numbers()) return z;
  return 0;
}
console.log(loops(), log.splice(0));
for await (await using item of [r('head')]) log.push(item.name);
async function rejected() {
  for await (const x of numbers()) {
    log.push(`${x}`);
    await Promise.reject(new Error('while the loop waits'));
  }
}
await rejected().catch((error) => log.push(error.message));
{
  await using top = r('top');
  log.push(top.name);
}
log.push('after top');
console.log(log);
await using last = r('last');
log.push('the end');
