/** Recordings of hand-made events, opened for questions. */
import { unwrap } from '../../src/base/result.js';
import { seq, threadId } from '../../src/base/units.js';
import type { Position, Recording, Value } from '../../src/query/api.js';
import { openRecording } from '../../src/query/open.js';
import { StreamBuilder, type TableBuilder } from './stream.js';
import { record } from './traceFile.js';

/** A recording of the events that `write` makes; every `cut()` ends a segment. */
export function recorded(t: TableBuilder, write: (s: StreamBuilder, cut: () => void) => void): Recording {
  const s = new StreamBuilder();
  const segments: Int32Array[] = [];
  const cut = (): void => {
    segments.push(s.take());
    s.words.length = 0;
  };
  write(s, cut);
  cut();
  return unwrap(
    openRecording(
      record(
        t,
        segments.filter((w) => w.length > 0),
      ),
    ),
  );
}

/** A position of the only thread. */
export const at = (n: number): Position => ({ thread: threadId(1), seq: seq(n) });

/** A value in a word; objects by their number. */
export function text(value: Value): string {
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'object':
      return `#${value.id}`;
    default:
      return value.kind;
  }
}
