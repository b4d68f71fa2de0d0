/** What was measured, as text for a person. */
import type { KernelResult, WatchedKernel } from './kernels.js';
import { geometricMean } from './statistics.js';
import { tableText } from './table.js';

const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`;

export function kernelsText(results: readonly KernelResult[]): string {
  const head = ['workload', 'plain ms', 'full ms', 'full', 'cpu', 'process', 'calls', 'cpu', 'process'];
  const costs = ['', 'M events', 'per turn', 'lost', 'bytes/event', 'ns/event', 'cpu ns/event', 'M events/s'];
  const ratios = ({ ratio, cpuRatio, processRatio }: WatchedKernel): string[] =>
    [ratio, cpuRatio, processRatio].map(times);
  const rows = results.map(({ workload, plainMillis, watched: { full, calls } }) => [
    workload,
    plainMillis.toFixed(4),
    full!.millis.toFixed(3),
    ...ratios(full!),
    ...ratios(calls!),
  ]);
  const mean = (name: string, field: 'ratio' | 'cpuRatio' | 'processRatio'): string =>
    times(geometricMean(results.map(({ watched }) => watched[name]![field])));
  const means = ['full', 'calls'].flatMap((name) => [
    mean(name, 'ratio'),
    mean(name, 'cpuRatio'),
    mean(name, 'processRatio'),
  ]);
  const recordings = results.flatMap(({ workload, watched }) =>
    Object.entries(watched).flatMap(([mode, { recording }]) => {
      if (recording === undefined) return [];
      const { events, eventsPerIteration, lost, bytesPerEvent, nanosPerEvent, cpuNanosPerEvent, eventsPerSecond } =
        recording;
      const numbers = [bytesPerEvent, nanosPerEvent, cpuNanosPerEvent, eventsPerSecond / 1e6].map((n) => n.toFixed(2));
      return [
        [`${workload} ${mode}`, (events / 1e6).toFixed(1), eventsPerIteration.toFixed(0), lostText(lost), ...numbers],
      ];
    }),
  );
  return `${tableText([head, ...rows, ['geometric mean', '', '', ...means]])}\n\n${tableText([costs, ...recordings])}`;
}

function lostText(lost: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(lost).filter(([, count]) => count > 0);
  return kinds.length === 0 ? '0' : kinds.map(([kind, count]) => `${count} ${kind}`).join(' ');
}
