#!/usr/bin/env node
// A .js with a shebang in a "type": "module" package; reads its arguments and standard input.
import { text } from 'node:stream/consumers';
const input = await text(process.stdin);
console.log(process.argv.slice(2), JSON.stringify(input), import.meta.main);
console.error('warned');
console.table([{ a: 1, b: 'x' }]);
console.group('group');
console.info('inside');
console.groupEnd();
console.assert(false, 'assertion text');
console.count();
console.dir({ a: { b: { c: {} } } }, { depth: 0 });
const unicode = { 'ключ': 1, ñ: '\u{1F600}', 'a b': '\0' };
var \u0061bc = 'escaped name';
console.log(unicode, abc, '\u2028'.length, `line
of template`);
process.exitCode = 3;
