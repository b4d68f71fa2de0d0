/** What ran from a position on, as lines of text that are made to be compared with another run's. */
import { basename } from 'node:path';
import type { EventKind, EventView, Position, Recording } from '../query/api.js';
import { preview } from './preview.js';

const SHOWN: readonly EventKind[] = ['step', 'enter', 'return', 'throw', 'write', 'put', 'output', 'failure', 'exit'];
const MOST_LINES = 40;
/** A loop in one line runs for as long as it likes. */
const MOST_EVENTS = 1000;
const LONGEST = 100;

export function ranText(recording: Recording, { thread, seq }: Position): string {
  const lines: string[] = [];
  let looked = 0;
  for (const event of recording.events({ thread, since: seq, kinds: SHOWN })) {
    if (lines.length === MOST_LINES || looked++ === MOST_EVENTS) break;
    const line = lineOf(recording, event);
    // Several statements, or parts of one, are in a line.
    if (line !== lines.at(-1)) lines.push(line);
  }
  return `What ran from here\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function lineOf(recording: Recording, event: EventView): string {
  const { kind, place, name, functionName } = event;
  const value = event.value === undefined ? '' : preview(event.value, { recording, at: event });
  switch (kind) {
    case 'step':
      return place === undefined ? '' : `${basename(place.file)}:${place.line}  ${sourceLine(recording, event)}`;
    case 'enter':
      return `  ${functionName}(…)`;
    case 'return':
      return `  ${functionName} → ${value}`;
    case 'throw':
    case 'failure':
      return `  throws ${value}`;
    case 'output':
      return `  prints ${JSON.stringify(event.text?.trimEnd().slice(0, LONGEST) ?? '')}`;
    case 'exit':
      return `  exits with ${value}`;
    default:
      return `  ${name} = ${value}`;
  }
}

/** Its line, or where it begins in a very long one. */
function sourceLine(recording: Recording, { place }: EventView): string {
  if (place === undefined) return '';
  const line = recording.source(place.path)?.split(/\r?\n/, place.line)[place.line - 1] ?? '';
  const start = line.length > LONGEST ? place.column - 1 : 0;
  return line.slice(start, start + LONGEST).trim();
}
