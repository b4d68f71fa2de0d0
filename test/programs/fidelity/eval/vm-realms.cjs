// vm: completion values, contexts as realms (other Array, other errors), shared objects, scripts run twice, microtasks.
const vm = require('node:vm');
const values = ['1 + 1', 'var a = 1; a; ', 'if (true) { "then" } else { "else" }', 'for (let i = 0; i < 3; i++) { i * 10 }', 'try { 1 } finally { 2 }', 'switch (2) { case 1: "one"; case 2: "two"; default: }', '({}).x', 'label: { 5; break label; 6 }', 'do { 7 } while (false)', 'function f() {}', '"use strict"; 8', ';', 'let q = 9', 'class C {}'];
for (const code of values) console.log(JSON.stringify(code), vm.runInThisContext(code));
const sandbox = { list: [1, 2], log: [], callback(x) { const got = x; sandbox.log.push(got); return sandbox.log.length; } };
const context = vm.createContext(sandbox);
const result = vm.runInContext('list.push(3); var added = "in context"; callback({ made: "there" }); [1, 2, 3]', context);
console.log(result, Array.isArray(result), result instanceof Array, sandbox.added, sandbox.list, sandbox.log);
const foreign = vm.runInContext('({ date: new Date(0), map: new Map([[1, { deep: true }]]), error: new TypeError("foreign"), re: /x/g, f: (a) => a + 1, sym: Symbol.iterator === Symbol.iterator, bytes: new Uint8Array([1, 2]) })', context);
foreign.map.set(2, 'changed here');
foreign.bytes[0] = 9;
console.log(foreign.map.size, foreign.error instanceof TypeError, foreign.error instanceof Error, foreign.date instanceof Date, foreign.f(1), Object.prototype.toString.call(foreign.date), foreign.bytes[0]);
const script = new vm.Script('count = (typeof count === "undefined" ? 0 : count) + 1', { filename: 'counting.js' });
for (let i = 0; i < 3; i++) script.runInContext(context);
console.log(sandbox.count);
for (const [code, options] of [['throw new Error("in vm")', { filename: 'named.js', lineOffset: 10 }], ['syntax error here', { filename: 'broken.js' }], ['missingName', undefined], ['while (true);', { timeout: 20 }]]) {
  try {
    vm.runInNewContext(code, {}, options);
  } catch (error) {
    console.log(error.name, error.message, error.code, String(error.stack).split('\n').slice(0, 2).join(' | ').replace(/\/.*\//, ''));
  }
}
const fn = vm.compileFunction('return a + b + this.c', ['a', 'b'], { filename: 'compiled.js' });
console.log(fn.call({ c: 3 }, 1, 2), fn.length, vm.isContext(sandbox), vm.runInNewContext('typeof require + typeof console + typeof globalThis'));
const otherGlobal = vm.runInContext('globalThis', context);
otherGlobal.fromOutside = () => { const inner = 'our closure'; return inner; };
console.log(vm.runInContext('fromOutside()', context), 'fromOutside' in sandbox, vm.runInContext('Object.getPrototypeOf(fromOutside) === Function.prototype', context));
const promise = vm.runInContext('Promise.resolve("foreign promise")', context);
promise.then((value) => console.log(value, promise instanceof Promise));
