// CommonJS TypeScript by package type.
const path = require('node:path') as typeof import('node:path');
const { twice } = require('../lib/plain.cjs') as { twice: (x: number) => number };
interface Shape { readonly kind: string; area?: number }
function area(this: void, shape: Shape): number {
  const { kind, area: known = 1 } = shape;
  return kind === 'square' ? known * known : known;
}
const result = twice(area({ kind: 'square', area: 3 }));
module.exports = { result, base: path.basename(__filename), strict: (function (this: unknown) { return this === undefined; })() };
if (require.main === module) console.log(module.exports, typeof exports, require.cache[__filename] === module);
