// Globals that the program deletes, freezes or replaces: timers, Date, Promise, console, process methods, Buffer, WeakMap.
const real = { Date, Promise, setTimeout, WeakMap, Map, Buffer, console, Error, process, Proxy, Symbol };
let now = 1000;
globalThis.Date = class FakeDate extends real.Date { constructor(...args) { args.length ? super(...args) : super(now); } static now() { return now; } };
const timers = [];
globalThis.setTimeout = (f, ms, ...args) => timers.push({ at: now + ms, f, args });
const first = new Date().getTime();
setTimeout((label) => { now += 1; real.console.log('fake timer', label, Date.now()); }, 500, 'one');
for (const { at, f, args } of timers) { now = at; f(...args); }
delete globalThis.WeakMap;
globalThis.Map = undefined;
globalThis.Buffer = null;
globalThis.Symbol = 'no symbol';
globalThis.Promise = class Replaced extends real.Promise {};
globalThis.Error = class OwnError extends real.Error {};
globalThis.Proxy = undefined;
async function native() { const got = await 1; return got; }
function work(o) {
  const copy = { ...o, list: [o] };
  copy.list[0].touched = true;
  try { undefined.x; } catch (error) { copy.isReal = error instanceof real.Error; copy.isOwn = error instanceof Error; }
  return copy;
}
const worked = work({ a: 1 });
const promise = native();
console.log(first, now, worked, typeof WeakMap, Map, Buffer, promise instanceof real.Promise, promise instanceof Promise);
Object.assign(globalThis, { Date: real.Date, Promise: real.Promise, setTimeout: real.setTimeout, Map: real.Map, Buffer: real.Buffer, Error: real.Error, Symbol: real.Symbol, Proxy: real.Proxy, WeakMap: real.WeakMap });
const originalWrite = process.stdout.write, written = [];
process.stdout.write = (text, ...rest) => { written.push(text); return true; };
console.log('captured', { a: 1 });
process.stdout.write = originalWrite;
console.log(written, process.stdout.write === originalWrite);
const log = console.log;
console.log = (...args) => log('[wrapped]', ...args);
console.log('through the wrapper');
process.nextTick = ((tick) => (...args) => tick(...args))(process.nextTick);
process.nextTick((x) => log('tick', x), 1);
process.emit = ((emit) => function (name, ...args) { if (name === 'exit') log('emit exit', args); return emit.call(this, name, ...args); })(process.emit);
promise.then((value) => log('native', value));
