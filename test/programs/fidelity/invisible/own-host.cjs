// Nor is `global` the global object here.
'use strict';
var globalThis = 1, global = 2, Function = 3;
console.log(globalThis + global + Function);
for (const n of [1, 2, 3]) console.log(n + global);
