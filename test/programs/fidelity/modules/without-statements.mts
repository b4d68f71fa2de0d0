// Modules that hold nothing, or comments only, with and without a line break behind them.
import * as esm from './lib/comment-only.mjs';
import * as typed from './lib/comment-only.mts';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const names = ['./lib/comment-only.cjs', './lib/hashbang-only.cjs', './lib/directive-only.cjs', './lib/empty.cjs'];
for (const name of names) console.log(name, require(name), Object.keys(await import(name)));
console.log(esm, typed);
