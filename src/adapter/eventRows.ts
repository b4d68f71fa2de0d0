/** Events as rows of a table, for files and terminals. */
import { DEFAULT_LIMITS, type EventView, type JsonLimits, type Recording, valueJson } from '../query/api.js';
import { preview } from './preview.js';

export const eventJson = (
  recording: Recording,
  event: EventView,
  limits: JsonLimits = { ...DEFAULT_LIMITS, depth: 1 },
): object => ({
  thread: event.thread,
  seq: event.seq,
  timeMicros: event.timeMicros,
  kind: event.kind,
  function: event.functionName ?? null,
  file: event.place?.file ?? null,
  line: event.place?.line ?? null,
  column: event.place?.column ?? null,
  name: event.name ?? null,
  ...(event.object !== undefined && { object: String(event.object) }),
  ...(event.value !== undefined && { value: valueJson(recording, event, { value: event.value, limits }) }),
  ...(event.text !== undefined && { text: event.text }),
});

export function eventLine(recording: Recording, event: EventView): string {
  const { place, functionName, name, value, text } = event;
  const what = [
    event.kind.padEnd(7),
    place === undefined ? '' : `${place.file}:${place.line}:${place.column}`,
    functionName ?? '',
    name ?? '',
    value === undefined ? '' : `= ${preview(value, { recording, at: event })}`,
    text === undefined ? '' : JSON.stringify(text),
  ].filter((part) => part !== '');
  return `${event.thread}:${event.seq}  ${(event.timeMicros / 1000).toFixed(3)} ms  ${what.join('  ')}`;
}

/** A line as RFC 4180 has it, without its end; columns are those of CSV_HEADER. */
export function eventCsv(recording: Recording, event: EventView): string {
  const { thread, seq, timeMicros, kind, functionName, place, name, value, text } = event;
  const cells = [
    ...[thread, seq, (timeMicros / 1000).toFixed(3), kind, functionName],
    ...[place?.file, place?.line, place?.column, name],
    ...[value && preview(value, { recording, at: event }), text],
  ];
  return cells.map((cell) => quoted(String(cell ?? ''))).join(',');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
