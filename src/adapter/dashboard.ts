/** Figures of the recording, as it is so far. */
import type { DashboardBody, RecorderFigures } from '../wire/dashboard.js';
import type { SessionCore } from './core.js';
import { placeOf } from './positions.js';

export function dashboard(core: SessionCore, parts: number): DashboardBody {
  const recording = core.recording();
  if (core.state.kind === 'live-running') recording.refresh();
  const { events, bytes, eventsLost, eventsLeftOut } = recording.totals();
  const { wallMicros, threads, kinds, functions } = recording.figures(parts);
  return {
    ...{ wallMicros, events, bytes, threads, kinds },
    functions: functions.map(({ place, ...figures }) => ({ ...figures, place: placeOf(place) })),
    lost: byKind(eventsLost),
    leftOut: byKind(eventsLeftOut),
    recorder: 'run' in core.state ? recorder() : null,
  };
}

const byKind = (counts: Readonly<Record<string, number>>): DashboardBody['lost'] =>
  Object.entries(counts).map(([kind, count]) => ({ kind, count }));

/** It is this process. */
function recorder(): RecorderFigures {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system, memoryBytes: process.memoryUsage.rss() };
}
