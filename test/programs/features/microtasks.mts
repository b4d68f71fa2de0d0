// The order of microtasks, ticks, timers and immediates is not changed by being recorded.
const log: string[] = [];
const say = (what: string) => void log.push(what);
async function a() { say('a1'); await b(); say('a2'); await null; say('a3'); }
async function b() { say('b1'); return 1; }
async function c() { say('c1'); return Promise.resolve(2); }
let end: () => void;
const ended = new Promise<void>((resolve) => { end = resolve; });
setTimeout(() => {
  say('timeout');
  setImmediate(() => { say('immediate'); end(); });
}, 20);
process.nextTick(() => say('tick'));
queueMicrotask(() => say('micro'));
Promise.resolve().then(() => say('then1')).then(() => say('then2')).then(() => say('then3')).then(() => say('then4'));
a().then(() => say('a done'));
c().then(() => say('c done'));
(async () => { for await (const v of [1, 2]) say(`fa${v}`); })();
(async () => { for await (const v of gen()) say(`ga${v}`); })();
async function* gen() { yield 1; yield 2; }
const thenable = { then(r: (v: number) => void) { say('thenable'); r(1); } };
(async () => { await thenable; say('after thenable'); })();
Promise.reject(new Error('x')).catch(() => say('caught')).finally(() => say('finally'));
(async () => { try { await Promise.reject(1); } catch { say('caught 2'); } finally { say('finally 2'); } })();
say('sync end');
await null;
say('tla 1');
await ended;
console.log(log.join('\n'));
