// Nothing of the recorder is visible in the global object, in typeof of its names, or on values that were recorded.
const names = Object.getOwnPropertyNames(globalThis).filter((name) => /es_|elixir|scope|kit|probe/i.test(name));
const symbols = Object.getOwnPropertySymbols(globalThis).map(String).filter((name) => /es_|elixir|kit/i.test(name));
console.log(names, symbols, Object.keys(globalThis).join());
const seen = { a: 1, f() { return this.a; } };
const list = [seen, seen.f()];
class Kept { field = seen; }
const kept = new Kept();
for (const value of [seen, list, kept, seen.f, Kept, new Map([[seen, list]]), Promise.resolve(seen), /x/, new Date(0), new Error('e'), (function () { return arguments; })(), Symbol.prototype, new Proxy({}, {}), new WeakMap(), new Uint8Array(1)] as object[]) {
  console.log(Reflect.ownKeys(value).map(String).join(), Object.isExtensible(value), Object.isFrozen(value));
}
for (const name of ['es_0', 'es_C', 'es_f0', 'es_flush', 'es_called', 'ES_BASE'].map((name) => '$' + name)) {
  const kind = (0, eval)(`typeof ${name}`), inside = eval('typeof undeclared_name');
  console.log(name, kind, inside);
}
const stack = new Error('x').stack!.split('\n').filter((line) => /elixir|runtime\/main|drain/.test(line));
console.log(stack, process.moduleLoadList.filter((name: string) => /elixir/i.test(name)), new Error('here').stack!.split('\n').length);
const { getHeapStatistics } = await import('node:v8');
console.log(typeof getHeapStatistics().used_heap_size, (await import('node:inspector')).url(), typeof performance.timeOrigin);
