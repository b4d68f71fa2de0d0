import type { PanelSession } from '../wire/recordingPanel.js';
import type { Recordings } from './recordings.js';

/** The session as panels are told it. */
export function sessionOf({ session, status, focus }: Recordings): PanelSession | null {
  if (session === undefined) return null;
  const running = status === undefined || status.state === 'live-running' || status.state === 'launching';
  return {
    id: session.id,
    name: session.name,
    recording: status?.recording ?? null,
    focus: focus ?? null,
    running,
    threads: status?.threads ?? [],
    events: status?.threads.reduce((sum, thread) => sum + thread.events, 0) ?? 0,
    lost: totalOf(status?.eventsLost ?? {}),
    leftOut: totalOf(status?.eventsLeftOut ?? {}),
    bytes: status?.bytes ?? 0,
  };
}

const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);
