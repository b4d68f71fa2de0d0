// Uncaught while a required module runs: both modules in the stack.
const before = { loaded: false };
before.loaded = true;
console.log(before);
require('./lib/fails.cjs');
