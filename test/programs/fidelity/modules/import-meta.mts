// import.meta: keys, values, identity, resolve, main; the same with and without recording.
import { fileURLToPath } from 'node:url';
import * as other from './lib/meta.mts';
const meta = import.meta;
console.log(meta === import.meta, Object.keys(meta).sort(), Object.getPrototypeOf(meta));
console.log(meta.url.endsWith('/modules/import-meta.mts'), fileURLToPath(meta.url) === meta.filename, meta.filename.startsWith(meta.dirname), (meta as any).main);
console.log(meta.resolve('./lib/meta.mts').replace(/.*fidelity/, ''), meta.resolve('node:fs'), typeof meta.resolve);
try {
  console.log(meta.resolve('no-such-package'));
} catch (error) {
  console.log((error as any).code);
}
(meta as any).custom = { added: 1 };
(import.meta as any).custom.added++;
console.log((import.meta as any).custom, other.mine().custom, other.mine() === meta, other.isMain, other.name);
const read = () => import.meta.filename === process.argv[1];
console.log(read(), typeof import.meta, `${typeof import.meta.url}`, [import.meta].length, { ...import.meta }.url === meta.url);
