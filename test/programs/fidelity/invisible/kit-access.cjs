// Modules of every kind find the recorder whatever the program has done to the globals and to stacks, and leave no trace of it.
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');
const own = () => Reflect.ownKeys(globalThis).map(String).filter((name) => /elixir|es_/.test(name));
const seen = [];
Error.prepareStackTrace = (error, sites) => (seen.push(error.message), `${error.message} ${sites.length > 0}`);
const load = (name) => { delete require.cache[require.resolve(name)]; return require(name); };
console.log(own(), load('./lib/kit-access-module.cjs').two, seen, own());
for (const limit of [0, 1, Infinity, -1, NaN]) {
  Error.stackTraceLimit = limit;
  console.log(limit, load('./lib/kit-access-module.cjs').two, own());
}
Error.stackTraceLimit = 10;
const { Error: TrueError } = globalThis;
globalThis.Error = class Other {};
globalThis.TypeError = undefined;
console.log(load('./lib/kit-access-module.cjs').two, own());
globalThis.Error = TrueError;
Error.prototype.message = 'inherited';
Object.defineProperty(Object.prototype, 'C', { get() { seen.push('C'); return undefined; }, configurable: true });
console.log(load('./lib/kit-access-module.cjs').two, seen);
delete Object.prototype.C;
delete Error.prepareStackTrace;
import('./lib/kit-access-module.cjs').then(({ two }) => {
  console.log(two, own());
  new Worker(`const own = Reflect.ownKeys(globalThis).map(String).filter((name) => /elixir|es_/.test(name));
    console.log(own, require(${JSON.stringify(join(__dirname, 'lib/kit-access-module.cjs'))}).two);`, { eval: true });
});
