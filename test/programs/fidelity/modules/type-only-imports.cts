// A CommonJS file whose imports are types alone is a script: no exports are made up, sloppy code stays sloppy.
import type { Stats } from 'node:fs';
type Size = Pick<Stats, 'size'>;
function sloppy(this: unknown) { return this === globalThis; }
const size: Size = { size: 1 };
console.log(Object.getOwnPropertyNames(exports), sloppy(), size.size, module.exports === this);
