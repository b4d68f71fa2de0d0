/** Figures of the recording, as it is so far. */
import type { Recording } from '../query/api.js';
import type { DashboardBody } from '../wire/dashboard.js';
import { placeOf } from './positions.js';

export function dashboard(recording: Recording, parts: number): DashboardBody {
  const { events, bytes, eventsLost } = recording.totals();
  const { wallMicros, threads, kinds, functions } = recording.figures(parts);
  return {
    ...{ wallMicros, events, bytes, threads, kinds },
    functions: functions.map(({ place, ...figures }) => ({ ...figures, place: placeOf(place) })),
    lost: Object.entries(eventsLost).map(([kind, count]) => ({ kind, count })),
  };
}
