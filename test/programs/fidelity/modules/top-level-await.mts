// Top-level await orders modules: siblings run while one waits; errors and values arrive as without recording.
import { events } from './lib/tla-log.mts';
import { slow } from './lib/tla-slow.mts';
import { quick } from './lib/tla-quick.mts';
events.push('main');
console.log(events, slow, quick);
const values = [await 1, await Promise.resolve(2), await { then(resolve: (v: number) => void) { resolve(3); } } as never];
console.log(values);
let caught: unknown;
try {
  await Promise.reject(new Error('awaited at top level'));
} catch (error) {
  caught = error;
} finally {
  events.push(await 'finally');
}
console.log((caught as Error).message, events.at(-1));
for (const n of [1, 2]) {
  const doubled = (await n) * 2;
  events.push(`loop ${doubled}`);
}
const lazy = events.length > 5 ? await import('./lib/tla-late.mts') : undefined;
console.log(lazy?.late, events);
await using resource = { value: 1, async [Symbol.asyncDispose]() { console.log('disposed at the end of the module', this.value); } };
resource.value = 2;
try { await import('./lib/fails-later.mts'); } catch (error) { console.log((error as Error).message); }
console.log('still here');
