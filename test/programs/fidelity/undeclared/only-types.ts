// No package.json says what this is, and of its imports and exports nothing is left without types: it is CommonJS.
import type { Stats } from 'node:fs';

export interface Named {
  readonly name: string;
}
export type Size = Pick<Stats, 'size'>;

const { sep } = require('node:path') as { sep: string };
const files: (Named & Size)[] = [
  { name: 'a', size: 1 },
  { name: 'b', size: 2 },
];
for (const { name, size } of files) {
  const text = `${sep}${name}`.repeat(size);
  console.log(text, typeof require, module.exports === exports);
}
