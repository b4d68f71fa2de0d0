// Explicit resource management: using, await using, in loops, order of disposal, suppressed errors.
const log: string[] = [];
const resource = (name: string, fail = false) => ({
  name,
  [Symbol.dispose]() { log.push(`dispose ${name}`); if (fail) throw new Error(`dispose ${name}`); },
});
const asyncResource = (name: string) => ({ name, async [Symbol.asyncDispose]() { await null; log.push(`async dispose ${name}`); } });
function work(): string {
  using a = resource('a');
  using b = resource('b');
  using nothing = null;
  log.push(`work ${a.name} ${b.name} ${nothing}`);
  return 'result';
}
console.log(work());
{
  using block = resource('block');
  log.push(block.name);
}
for (let i = 0; i < 2; i++) {
  using each = resource(`each ${i}`);
  if (i === 0) continue;
  log.push(each.name);
}
for (using item of [resource('of 1'), resource('of 2')]) log.push(item.name);
try {
  using broken = resource('broken', true);
  throw new Error(`body ${broken.name}`);
} catch (error: any) {
  console.log(error.name, error.error.message, error.suppressed.message);
}
async function later() {
  await using first = asyncResource('first');
  await using second = asyncResource('second');
  log.push(`later ${first.name} ${second.name}`);
}
await later();
{
  await using top = asyncResource('top');
  log.push(top.name);
}
console.log(log.join('\n'));
