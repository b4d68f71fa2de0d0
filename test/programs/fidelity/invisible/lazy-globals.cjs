'use strict';
// Node loads what is behind some globals when their value is first asked for, and that leaves symbols on the global object.
const symbols = () => Object.getOwnPropertySymbols(globalThis).map(String);
const before = symbols();
globalThis.mine = { n: 1 };
console.log(before, symbols());
globalThis.mine.n = 2;
const used = typeof FormData;
console.log(used, symbols().length > before.length, new FormData() instanceof globalThis.FormData, globalThis.mine.n);
delete globalThis.mine;
console.log('mine' in globalThis);
