// performance marks, timerify, async hooks: the events of the program only, in its order.
import { createHook, executionAsyncResource } from 'node:async_hooks';
import { performance, PerformanceObserver } from 'node:perf_hooks';
const types: string[] = [];
const hook = createHook({ init(_, type) { if (type !== 'TickObject') types.push(type); } }).enable();
function work(n: number) {
  let total = 0;
  for (let i = 0; i < n; i++) total += i;
  return total;
}
const timed = performance.timerify(work);
const entries: string[] = [];
const observer = new PerformanceObserver((list) => {
  for (const { name, entryType } of list.getEntries()) entries.push(`${entryType} ${name}`);
});
observer.observe({ entryTypes: ['function', 'mark', 'measure'] });
performance.mark('start');
const results = [timed(10), timed(20), timed.name, timed.length];
performance.mark('end', { detail: { n: 1 } });
const measured = performance.measure('span', 'start', 'end');
await new Promise((resolve) => setTimeout(resolve, 1));
hook.disable();
await new Promise((resolve) => setImmediate(resolve));
observer.disconnect();
console.log(results, measured.name, entries, types, typeof executionAsyncResource());
console.log(performance.getEntriesByType('mark').map(({ name }) => name), performance.eventLoopUtilization().utilization <= 1);
