// using and await using: disposal order, errors in bodies and disposers (SuppressedError), loops, null, stacks, async.
const log: string[] = [];
const resource = (name: string, fail = false) => ({
  name,
  [Symbol.dispose]() {
    log.push(`dispose ${this.name}`);
    if (fail) throw new Error(`disposing ${name}`);
  },
  async [Symbol.asyncDispose]() {
    log.push(`async dispose ${this.name}`);
    await null;
    if (fail) throw new Error(`async disposing ${name}`);
  },
});
function plain() {
  using a = resource('a'), b = resource('b');
  using none = null, undef = undefined;
  log.push(`body ${a.name}${b.name}${none}${undef}`);
  return a;
}
console.log(plain().name, log.splice(0));
try {
  using x = resource('x', true);
  using y = resource('y', true);
  throw new Error(`body ${x.name}${y.name}`);
} catch (error: any) {
  console.log(error.constructor.name, error.error.message, error.suppressed.constructor.name, error.suppressed.suppressed.message, log.splice(0));
}
for (using loop of [resource('l1'), resource('l2')]) log.push(`loop ${loop.name}`);
for (const n of [1, 2]) {
  using inLoop = resource(`r${n}`);
  if (n === 1) continue;
  log.push(inLoop.name);
  break;
}
console.log(log.splice(0));
async function asynchronous() {
  await using a = resource('async a');
  using b = resource('sync b');
  log.push(`${a.name} ${b.name}`);
  await null;
  return 'returned';
}
console.log(await asynchronous(), log.splice(0));
try {
  await using bad = resource('bad', true);
  log.push(bad.name);
} catch (error) {
  console.log((error as Error).message, log.splice(0));
}
for await (await using item of [resource('fa')]) log.push(`for await ${item.name}`);
try {
  using wrong = {} as never;
} catch (error) {
  console.log((error as Error).name, (error as Error).message);
}
function* generator() { using g = resource('g'); yield g.name; yield 'second'; }
for (const name of generator()) { log.push(name); break; }
switch (1) { case 1: { using s = resource('switch'); log.push(s.name); } }
{
  using stack = new DisposableStack();
  stack.use(resource('stacked'));
  stack.defer(() => log.push('deferred'));
  const adopted = stack.adopt({ n: 1 }, (value) => log.push(`adopted ${value.n}`));
  adopted.n = 2;
}
console.log(log);
