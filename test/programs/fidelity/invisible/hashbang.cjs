#!/usr/bin/env node
// A hashbang line: stays a comment, lines do not shift.
'use strict';
const line = () => new Error('x').stack.split('\n')[2].replace(/.*\//, '');
const strict = (function () { return this === undefined; })();
console.log(line(), strict, require('node:fs').readFileSync(__filename, 'utf8').startsWith('#!'));
function where() {
  const here = line();
  return here;
}
console.log(where(), where.toString());
