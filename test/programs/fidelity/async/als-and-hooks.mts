// AsyncLocalStorage and async_hooks ids: stores flow through awaits and callbacks as without recording.
import { AsyncLocalStorage, AsyncResource, executionAsyncId, triggerAsyncId } from 'node:async_hooks';
const storage = new AsyncLocalStorage<{ id: number; trail: string[] }>();
async function handle(id: number) {
  const store = storage.getStore()!;
  store.trail.push('start');
  await null;
  await new Promise((resolve) => setTimeout(resolve, id));
  storage.getStore()!.trail.push(`after timer ${id}`);
  await inner();
  return [storage.getStore()!.id, store.trail];
}
async function inner() {
  const { trail } = storage.getStore()!;
  trail.push('inner');
  queueMicrotask(() => storage.getStore()!.trail.push('microtask'));
  await null;
  setImmediate(() => trail.push(`immediate ${storage.getStore()?.id}`));
  await new Promise((resolve) => setImmediate(resolve));
}
const results = await Promise.all([3, 1, 2].map((id) => storage.run({ id, trail: [] }, () => handle(id))));
console.log(results, storage.getStore());
const resource = storage.run({ id: 9, trail: [] }, () => new AsyncResource('OWN'));
const inResource = resource.runInAsyncScope(() => storage.getStore()?.id);
const bound = storage.run({ id: 8, trail: [] }, () => AsyncResource.bind(() => storage.getStore()?.id));
const snapshot = storage.run({ id: 7, trail: [] }, () => AsyncLocalStorage.snapshot());
console.log(inResource, bound(), snapshot(() => storage.getStore()?.id), storage.exit(() => storage.getStore()));
storage.enterWith({ id: 5, trail: [] });
await null;
console.log(storage.getStore()?.id, typeof executionAsyncId(), typeof triggerAsyncId());
const ids = new Set<number>();
for (let i = 0; i < 3; i++) {
  await new Promise<void>((resolve) => setImmediate(() => { ids.add(executionAsyncId()); resolve(); }));
}
console.log(ids.size, executionAsyncId() >= 0);
