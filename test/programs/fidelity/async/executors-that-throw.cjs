'use strict';
/** What other code did before an executor threw: nobody catches that but the language. */
const F = require('../modules/node_modules/sample-package/throwing.cjs');
const o = { n: 0 }, list = [{ n: 1 }], deep = { a: { n: 2 } };
let name = 'the module';
const first = new Promise((resolve) => { const name = 1; F.throwAfter(o); });
const a = o.n; console.log(a, o);
const second = new Promise(function (resolve, reject) { for (const item of list) F.throwAfter(item, list); });
const b = list[0]; console.log(b, list);
const third = new Promise(() => F.throwAfter(deep.a));
const c = deep.a.n; console.log(c, deep);
class Later { state = { n: 3 }; start() { const promise = new Promise((resolve) => { F.throwAfter(this.state); resolve(); }); const { n } = this.state; console.log(n); return promise; } }
const later = new Later(), fourth = later.start();
console.log(later);
const fifth = new Promise((resolve, reject) => { var held = deep; { let held2 = held; F.throwAfter(held); } });
console.log(deep);
const sixth = new Promise((resolve) => { try { F.throwAfter(o); } finally { o.done = true; } });
console.log(o, name);
let read = 0;
Object.defineProperty(globalThis, 'watched', { configurable: true, get() { read++; return 1; } });
const eighth = new Promise(() => { let watched = 1; F.throwAfter(o, watched); });
console.log(read, o);
const ninth = new Promise(() => { F.throwAfter(tenth); });
let tenth = { n: 1 };
const eleventh = new Promise(() => { F.throwAfter(tenth); });
const d = tenth.n; console.log(d, tenth);
for (const promise of [first, second, third, fourth, fifth, sixth, eighth, ninth, eleventh]) promise.catch((error) => console.log(error.message));
