// Several awaited resources: order of disposal against other microtasks, resources that are null, cannot be disposed of, or fail.
const log = [];
const r = (name, fail) => ({ name, async [Symbol.asyncDispose]() { log.push(`begin ${name}`); await null; log.push(`end ${name}`); if (fail) throw new Error(name); } });
const s = (name) => ({ name, [Symbol.dispose]() { log.push(`sync ${name}`); } });
const ticks = async () => { for (let i = 0; i < 12; i++) { await null; log.push(i); } };
const t = async (n, f) => { const p = ticks(); try { console.log(n, await f()); } catch (e) { console.log(n, e.name, e.message, e.error?.message, e.suppressed?.message); } await p; console.log(log.splice(0).join(' | ')); };
const v = {};
await t(1, async () => { await using a = r('a'); await using b = r('b'); await using c = r('c'); return 1; });
await t(2, async () => { await using a = r('a'), b = null, c = r('c'); return 2; });
await t(3, async () => { await using a = r('a'), b = r('b'), c = undefined; return 3; });
await t(6, async () => { await using a = r('a'); await using b = v; });
await t(7, async () => { await using a = r('a'); using b = v; await using c = r('c') });
await t(8, async () => { await using a = r('a'); await using b = { get [Symbol.asyncDispose]() { throw new Error('getter') } }; });
await t(9, async () => { await using a = r('a', true); await using b = r('b', true)
  await using c = r('c')
  throw new Error('body'); });
await t(10, async () => { await using a = r('a'), f = class { static async [Symbol.asyncDispose]() { log.push(f.name); } }; return () => [a.name, f.name]; });
await t(11, async () => { for (let i = 0; i < 2; i++) { await using a = r(`a${i}`); await using b = r(`b${i}`); if (i === 0) continue; return i; } });
await t(12, async () => { await using a = r('a'); await using b = (() => { throw new Error('in b') })(); });
{ await using top = r('top'); await using second = r('second'); log.push(top.name); }
console.log(log.splice(0).join());
