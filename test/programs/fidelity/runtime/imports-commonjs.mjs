// A CommonJS module that an ES module imports is the module that require gives, and recorded.
import d, { f } from "./lib/imported.cjs"; import * as ns from './lib/imported.cjs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
console.log(d.f(), d.n, f === d.f, Object.keys(ns), require('./lib/imported.cjs') === d, Object.keys(require.cache).map((p) => p.split('/').pop()), d.info());
try { await import('./lib/throws.cjs'); } catch (e) { console.log(e.stack); }
