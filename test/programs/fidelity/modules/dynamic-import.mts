// import(): order, caching, errors, assertions, computed specifiers, top-level await of the imported module.
const order: string[] = [];
(globalThis as any).order = order;
order.push('before');
const pending = import('./lib/slow.mts');
order.push('after import()');
const [first, second] = await Promise.all([pending, import('./lib/slow.mts')]);
order.push('both');
const same = first === second;
const name = 'data';
const { default: data } = await import(`./lib/${name}.json`, { with: { type: 'json' } });
data.changed = true;
const again = (await import('./lib/data.json', { with: { type: 'json' } })).default as any;
console.log(order, same, first.value, data, again === data);
for (const specifier of ['./lib/missing.mts', './lib/throws.mts', './lib/throws.mts', './lib/syntax.mjs', 'no-such-package', 'node:no-such', './lib/data.json']) {
  try {
    const module = await import(specifier);
    console.log(specifier, Object.keys(module));
  } catch (error) {
    const { name, code, message } = error as any;
    console.log(specifier, name, code, String(message).replace(/(file:\/\/)?\/[^ ']*\/fidelity/g, '').split('\n')[0]);
  }
}
const thrown = await import('./lib/throws.mts').catch((error) => error);
const thrownAgain = await import('./lib/throws.mts').catch((error) => error);
console.log(thrown === thrownAgain, thrown.stack.split('\n')[1].replace(/\(?file:.*\//, ''));
const cjs = await import('./lib/common.cjs');
console.log(Object.keys(cjs).sort(), cjs.default.named, cjs.named === cjs.default.named);
const lazy = { async load() { const { value } = await import('./lib/slow.mts'); return value; } };
console.log(await lazy.load(), typeof import('./lib/slow.mts').then);
delete (globalThis as any).order;
