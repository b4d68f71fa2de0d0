// Recorded objects stay collectable: WeakRefs clear and finalizers run as without recording.
const v8 = require('node:v8');
v8.setFlagsFromString('--expose-gc');
const gc = require('node:vm').runInNewContext('gc');
const finalized = [];
const registry = new FinalizationRegistry((label) => finalized.push(label));
const refs = [];
function allocate(label) {
  const node = { label, payload: new Array(1000).fill(label), self: null };
  node.self = node;
  const closure = () => node.label;
  closure();
  registry.register(node, label);
  refs.push(new WeakRef(node));
  return node.payload.length;
}
const keep = { label: 'kept' };
const keptRef = new WeakRef(keep);
for (let n = 0; n < 20; n++) allocate(`object ${n}`);
(function instances() {
  class Temporary { #secret = { deep: 1 }; read() { return this.#secret; } }
  let instance = new Temporary();
  instance.read();
  registry.register(instance, 'instance');
  refs.push(new WeakRef(instance));
  instance = undefined;
})();
const weak = new WeakMap();
(() => { const key = {}; weak.set(key, { value: 'goes with its key' }); refs.push(new WeakRef(weak.get(key))); })();
console.log(refs.every((ref) => ref.deref() !== undefined));
let rounds = 0;
setTimeout(function collect() {
  gc();
  if (++rounds < 5) return setTimeout(collect, 5);
  console.log(refs.filter((ref) => ref.deref() !== undefined).length, finalized.sort().join(), keptRef.deref() === keep, keep.label);
}, 5);
