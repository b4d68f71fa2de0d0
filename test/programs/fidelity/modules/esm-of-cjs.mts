// ES modules and CommonJS together: default and named imports of CommonJS, createRequire, __esModule, JSON.
import common, { increment, object } from './lib/common.cjs';
import * as space from './lib/common.cjs';
import interop from './lib/interop.cjs';
import { createRequire } from 'node:module';
import data from './lib/data.json' with { type: 'json' };
const require = createRequire(import.meta.url);
const before = object.n;
const returned = increment();
console.log(before, returned, common.object.n, object === common.object, Object.keys(space).sort());
common.added = 'after load';
console.log((space as any).added, require('./lib/common.cjs') === common, require('./lib/common.cjs').added);
console.log(interop, (interop as any).default, (interop as any).__esModule);
const required = require('./lib/live.mts');
required.bump(3);
console.log(required.count, Object.prototype.toString.call(required), required.__esModule);
const { count } = await import('./lib/live.mts');
console.log(count, data, require('./lib/data.json') === (data as never), require('./lib/data.json'));
console.log(typeof module, typeof exports, typeof __filename, typeof this, typeof require.main, require.resolve('./lib/common.cjs').endsWith('common.cjs'));
try {
  require('./lib/slow-required.mts');
} catch (error) {
  console.log((error as any).code);
}
