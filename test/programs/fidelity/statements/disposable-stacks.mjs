// DisposableStack and its kin: what is used, adopted, deferred and moved; several errors at once; iterators and promises with their makers' helpers.
const log = [];
const resource = (name, fails = false) => ({
  name,
  [Symbol.dispose]() { log.push(`dispose ${name}`); if (fails) throw new Error(`failed ${name}`); },
  async [Symbol.asyncDispose]() { await null; log.push(`disposed ${name}`); if (fails) throw new Error(`failed ${name}`); },
});
const causes = (error) => (error instanceof SuppressedError ? [causes(error.error), causes(error.suppressed)] : error.message);
function stacked() {
  const stack = new DisposableStack();
  const used = stack.use(resource('a'));
  stack.adopt({ name: 'b' }, (value) => { log.push(value.name); });
  stack.defer(() => { log.push(used.name); });
  const moved = stack.move();
  log.push(stack.disposed, moved.disposed);
  moved.dispose();
  try { moved.use(resource('late')); } catch (error) { log.push(error.name); }
}
stacked();
try {
  using first = resource('c', true), second = resource('d', true);
  throw new Error('body');
} catch (error) {
  log.push(causes(error));
}
try {
  using none = null;
  using stack = new DisposableStack();
  stack.use(resource('e', true));
  stack.use(resource('f', true));
} catch (error) {
  log.push(causes(error));
}
async function awaited() {
  await using stack = new AsyncDisposableStack();
  stack.use(resource('g'));
  stack.defer(async () => { await null; log.push('deferred'); });
  return stack.disposed;
}
log.push(await awaited());
const { promise, resolve, reject } = Promise.withResolvers();
setTimeout(() => { resolve('later'); reject(new Error('never')); }, 1);
log.push(await promise, await Promise.try((x) => x + 1, 1));
class Countdown extends Iterator {
  #left = 3;
  next() { return this.#left > 0 ? { done: false, value: this.#left-- } : { done: true, value: undefined }; }
  return() { log.push('closed'); return { done: true, value: undefined }; }
}
log.push([...new Countdown().map((n) => n * 2)], new Countdown().take(1).toArray(), new Countdown().find((n) => n < 3));
for (const n of Iterator.from({ next: () => ({ done: log.length > 20, value: log.push('made') }) })) if (n) break;
log.push(Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')).odd, Map.groupBy([1, 2], (n) => n > 1).get(true));
console.log(log);
