// Accessors and values added to Object.prototype and Array.prototype are not triggered by the recorder.
const log = [];
const names = ['value', 'get', 'set', 'enumerable', 'writable', 'configurable', 'kind', 'id', 'name', 'length', 'then', 'toJSON', 'done', 'site', 'type', 'next', 'return', 'line', 'column', 'code', 'message', 'size'];
for (const name of names) {
  Object.defineProperty(Object.prototype, `${name}_`, { configurable: true, get() { log.push(`get ${name}_`); return undefined; } });
}
for (const name of ['kind', 'id', 'site', 'done', 'cursor', 'flush', 'table']) {
  Object.defineProperty(Object.prototype, name, { configurable: true, get() { log.push(`get ${name}`); return undefined; }, set(v) { Object.defineProperty(this, name, { value: v, writable: true, configurable: true, enumerable: true }); } });
}
Object.defineProperty(Array.prototype, '7', { configurable: true, get() { log.push('array 7'); return 'seventh'; }, set(v) { log.push(`set 7 ${v}`); } });
function work(n) {
  const o = { n, nested: { list: [n, n + 1] } };
  o.nested.list[2] = n * 2;
  o.extra = [o.nested];
  const { nested, missing = 'default' } = o;
  return [nested.list.length, missing, Object.keys(o)];
}
const results = [work(1), work(2)];
const seen = log.slice();
class Holder { field = 1; #own = 2; read() { return this.#own; } }
const holder = new Holder();
const holes = [1, , 3];
holes[9] = 'nine';
const direct = [holes[7], ({}).kind];
console.log(results, seen, holder.read(), direct, log);
for (const name of ['kind', 'id', 'site', 'done', 'cursor', 'flush', 'table', ...names.map((n) => `${n}_`)]) delete Object.prototype[name];
delete Array.prototype[7];
console.log(Object.keys(Object.prototype), holes.length);
