// `await` in every position of the grammar: arguments, conditions, loops, patterns, templates, members, classes, defaults.
const log: string[] = [];
const v = async <T>(value: T, label = String(value)) => {
  log.push(label);
  return value;
};
async function positions() {
  const o: any = { n: 1, f: (...args: unknown[]) => args, list: [] };
  o[await v('key')] = await v('assigned');
  o.n += await v(5);
  o.list[await v(1)] ??= await v('element');
  const args = o.f(await v('a'), ...(await v(['b', 'c'], 'spread')), await v('d'));
  const { [await v('key', 'computed')]: picked, missing = await v('default') } = await v(o, 'object');
  const text = `${await v('t1')}-${await v('t2')}`;
  const logical = (await v(0)) || (await v('or')) && (await v('and'));
  const chosen = (await v(true)) ? await v('yes') : await v('no');
  if (await v(1, 'if')) log.push('then');
  for (let i = await v(0, 'init'); i < (await v(2, 'test')); i += await v(1, 'update')) log.push(`body ${i}`);
  while (await v(false, 'while'));
  do log.push('do'); while (await v(false, 'do while'));
  for (const x of await v(['x'], 'of')) log.push(x);
  for (const key in await v({ k: 1 }, 'in')) log.push(key);
  switch (await v(2, 'switch')) { case await v(1, 'case 1'): case await v(2, 'case 2'): log.push('hit'); }
  class Late extends (await v(Array, 'heritage')) { [await v('member')] = 1; static value = 2; }
  const optional = (await v(undefined))?.x?.(await v('never')), called = (await v(o, 'callee')).f?.(await v('arg'));
  const deep = await (await v(v, 'function'))(await v('nested'));
  try { throw await v('thrown'); } catch (error) { log.push(`caught ${error}`); } finally { await v('finally'); }
  const regex = /x/.test(await v('x', 'regex')), neg = -(await v(3, 'neg')), kind = typeof (await v('s', 'typeof')), del = delete o[await v('n', 'delete')];
  label: { if (await v(1, 'label')) break label; log.push('never'); }
  return [o, args, picked, missing, text, logical, chosen, new Late(), optional, called, deep, regex, neg, kind, del, await v('returned')];
}
const result = await positions();
console.log(result, log.join(' '));
const arrow = async (a: number, b = a + 1) => a + b + (await 1), parenthesised = async () => ({ a: await 1 });
console.log(await arrow(1), await parenthesised(), await (async () => await (async () => 'deep')())(), (await import('node:path')).sep);
for await (const x of [Promise.resolve('for await'), 'plain']) console.log(x);
const { length } = await Promise.all([1, 2]);
if (length) await null;
export const exported = await v('exported'), other = length;
console.log(exported, other);
