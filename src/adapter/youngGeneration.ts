/** V8's young generation, where garbage waits until it is full. */
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * V8 lets the young generation grow to 64 MB, and what hangs on its garbage outside of the heap grows with it. This lets it grow no further once it has
 * `bytes`. V8 reads how large it may get when a process begins, the factor by which it grows each time that it does.
 */
export function keepYoungGenerationBelow(bytes: number): void {
  const observer = new PerformanceObserver(() => {
    if (size() < bytes) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

const size = (): number => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
