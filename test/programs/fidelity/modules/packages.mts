// Packages in node_modules: not recorded, but their effects on the program's objects are seen; exports maps, self reference, CommonJS interop.
import mutate, { registry, Store } from 'sample-package';
import { helper } from 'sample-package/helper';
import { createRequire } from 'node:module';
const mine: any = { list: [1], nested: { n: 1 } };
const returned = mutate(mine);
const seen = [mine.list.length, mine.nested.n, returned === mine];
registry.set('mine', mine);
const store = new Store(mine);
store.add('added by package');
store.subscribe((value: unknown) => {
  const copy = [value, mine.list.length];
  mine.calls = (mine.calls ?? 0) + 1;
  return copy;
});
const results = store.emit('event');
console.log(seen, mine, results, registry.size, helper(2));
const require = createRequire(import.meta.url);
const cjs = require('sample-package/legacy');
cjs.push(mine.list, 'by CommonJS');
console.log(mine.list, cjs.state, Object.keys(cjs));
try {
  require('sample-package/not-exported');
} catch (error) {
  console.log((error as any).code);
}
const sorted = store.sortBy((a: string, b: string) => (String(a) < String(b) ? 1 : -1));
console.log(sorted, mine.list === sorted);
