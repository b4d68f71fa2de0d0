// Ids of asynchronous resources: distinct, and stores in resources of one's own.
import { AsyncLocalStorage, AsyncResource, executionAsyncId, triggerAsyncId } from 'node:async_hooks';
const storage = new AsyncLocalStorage<{ id: number; trail: string[] }>();
const resource = storage.run({ id: 9, trail: [] }, () => new AsyncResource('OWN'));
const inResource = resource.runInAsyncScope(() => storage.getStore()?.id);
console.log(inResource, typeof executionAsyncId(), typeof triggerAsyncId());
// Out of sight: recorded, the ids are others.
const ids = new Function('const ids = new Set(); return { add(id) { ids.add(id); }, size: () => ids.size };')();
for (let i = 0; i < 3; i++) {
  await new Promise<void>((resolve) => setImmediate(() => { ids.add(executionAsyncId()); resolve(); }));
}
console.log(ids.size(), executionAsyncId() >= 0);
