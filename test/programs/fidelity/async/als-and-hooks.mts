// AsyncLocalStorage: stores flow through awaits and callbacks as without recording.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
const storage = new AsyncLocalStorage<{ id: number; trail: string[] }>();
async function handle(id: number) {
  const store = storage.getStore()!;
  store.trail.push('start');
  await null;
  await new Promise((resolve) => setTimeout(resolve, id * 60));
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
const bound = storage.run({ id: 8, trail: [] }, () => AsyncResource.bind(() => storage.getStore()?.id));
const snapshot = storage.run({ id: 7, trail: [] }, () => AsyncLocalStorage.snapshot());
console.log(bound(), snapshot(() => storage.getStore()?.id), storage.exit(() => storage.getStore()));
storage.enterWith({ id: 5, trail: [] });
await null;
console.log(storage.getStore()?.id);
