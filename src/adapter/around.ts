/** A variable or property around the playhead: its value now, and the writes before and after. */
import { evaluate, type HistoryEntry, type Recording } from '../query/api.js';
import type { AroundBody, AroundWrite } from '../wire/panel.js';
import type { FrameHandle } from './handles.js';
import { numbers, placeOf } from './positions.js';
import { preview, typeName } from './preview.js';
import { contentLines } from './stateText.js';

const DEFAULT_LIMIT = 10;
const CONTENT_LINES = 12;

export function around(
  recording: Recording,
  { at, index }: FrameHandle,
  { expression, limit = DEFAULT_LIMIT }: { readonly expression: string; readonly limit?: number | undefined },
): AroundBody {
  const ref = recording.dataRef(at, index, expression);
  const { before, after, moreBefore, moreAfter } = recording.writesAround(at, ref, limit);
  return {
    ...shownValue(recording, { at, index }, expression),
    before: before.map((entry) => writeOf(recording, entry)),
    after: after.map((entry) => writeOf(recording, entry)),
    moreBefore,
    moreAfter,
  };
}

/** What has no value yet, or a getter, says so. */
function shownValue(
  recording: Recording,
  { at, index }: FrameHandle,
  expression: string,
): Pick<AroundBody, 'value' | 'type' | 'content'> {
  const result = evaluate(expression, { recording, at, frame: index });
  if (!result.ok) return { value: `<${result.error.message}>`, type: '', content: [] };
  const { value } = result;
  return {
    value: preview(value, { recording, at }),
    type: typeName(value, { recording, at }),
    content: value.kind === 'object' ? contentLines(recording, at, value, CONTENT_LINES) : [],
  };
}

function writeOf(recording: Recording, { position, value, place }: HistoryEntry): AroundWrite {
  return {
    ...numbers(recording, position),
    value: preview(value, { recording, at: position }),
    number: value.kind === 'number' && Number.isFinite(value.value) ? value.value : null,
    place: placeOf(place),
  };
}
