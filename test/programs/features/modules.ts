// ES modules: live bindings, default, re-exports, cycles, dynamic import, JSON, CommonJS from ESM, top-level await, import errors.
import Counter, { count, increment, type Letter } from './lib/counter.mts';
import * as ns from './lib/reexport.ts';
import data from './lib/data.json' with { type: 'json' };
import plain, { twice } from './lib/plain.cjs';
import { createRequire } from 'node:module';
import fs, { readFileSync } from 'node:fs';
import type { Stats } from 'node:fs';

console.log(count, increment(), count, ns.plus(5), count, ns.count);
new Counter();
new ns.Made();
console.log(Counter.made, ns.Made === Counter, Object.keys(ns), ns.all.count);
console.log(ns.pong(5), ns[Symbol.toStringTag], Object.isFrozen(ns));
console.log(data.title, data.list, plain.name, twice(21), typeof (fs as any).readFileSync === typeof readFileSync);
const letter: Letter = 'a';
console.log(letter satisfies string);
try {
  (ns as any).count = 5;
} catch (error) {
  console.log(String(error));
}
const slow = await import('./lib/slow.ts');
console.log(slow.ready, slow.default());
const again = await import('./lib/slow.ts');
console.log(slow === again, import.meta.resolve('./lib/slow.ts').endsWith('/lib/slow.ts'));
for (const what of ['./lib/broken.mjs', './lib/throws.ts', './lib/missing.ts', 'no-such-package-here']) {
  try {
    await import(what);
    console.log('imported', what);
  } catch (error: any) {
    console.log(error.name, error.code, String(error.message).replaceAll(import.meta.dirname, ''));
  }
}
const require = createRequire(import.meta.url);
console.log(require('./lib/plain.cjs') === plain, require('./lib/data.json').list.length, require('./lib/counter.mts').count);
console.log(require('./commonjs/typed.ts').result, require.resolve('./lib/plain.cjs').endsWith('plain.cjs'));
export const exported = await Promise.resolve('top level');
export { exported as alias };
export default function () {
  return exported;
}
const stats: Stats | undefined = undefined;
import('./modules.ts').then((self) => console.log(self.alias, self.default.name, self.default(), stats));
