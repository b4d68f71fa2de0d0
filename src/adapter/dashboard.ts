/** Figures of the recording, as it is so far. */
import type { DashboardBody, ProgramFigures, RecorderFigures } from '../wire/dashboard.js';
import type { SessionCore } from './core.js';
import type { ToldUsage } from './liveRun.js';
import { placeOf } from './positions.js';

export function dashboard(core: SessionCore, parts: number): DashboardBody {
  const recording = core.recording();
  if (core.state.kind === 'live-running') recording.refresh();
  const { events, bytes, eventsLost, eventsLeftOut } = recording.totals();
  const { wallMicros, threads, kinds, functions } = recording.figures(parts);
  return {
    wallMicros,
    events,
    bytes,
    threads,
    kinds,
    functions: functions.map(({ place, ...figures }) => ({ ...figures, place: placeOf(place) })),
    lost: byKind(eventsLost),
    leftOut: byKind(eventsLeftOut),
    recorder: 'run' in core.state ? recorder() : null,
    program: 'run' in core.state ? programFigures([...core.state.run.usage.values()]) : null,
  };
}

const byKind = (counts: Readonly<Record<string, number>>): DashboardBody['lost'] =>
  Object.entries(counts).map(([kind, count]) => ({ kind, count }));

/** It is this process. */
function recorder(): RecorderFigures {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system, memoryBytes: process.memoryUsage.rss() };
}

/** Of all its processes. Each thread tells what its process takes; what it takes to send the thread's events is its own. */
export function programFigures(told: readonly ToldUsage[]): ProgramFigures | null {
  if (told.length === 0) return null;
  const latest = new Map<number, ToldUsage['usage']>();
  for (const { pid, usage } of told) if (usage.atMillis >= (latest.get(pid)?.atMillis ?? 0)) latest.set(pid, usage);
  const processes = [...latest.values()];
  const sending = told.map(({ usage }) => usage.sendingMicros);
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);
  return {
    atMillis: Math.max(...processes.map(({ atMillis }) => atMillis)),
    cpuMicros: sum(processes.map(({ cpuMicros }) => cpuMicros)),
    sendingMicros: sending.every((micros) => micros !== null) ? sum(sending) : null,
    memoryBytes: sum(processes.map(({ memoryBytes }) => memoryBytes)),
  };
}
