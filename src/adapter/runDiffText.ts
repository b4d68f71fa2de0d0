/** Where two runs part, as a sentence. */
import { countText } from '../base/numbers.js';
import type { EventView, Recording } from '../query/api.js';
import type { RunDiff } from './analyses.js';
import { preview } from './preview.js';

/** `recordings` and `names`: of the first and the second run. */
export function runDiffText(
  found: RunDiff,
  recordings: readonly [Recording, Recording],
  names: readonly [string, string],
): string {
  const { divergence } = found;
  if (divergence === undefined) return sameText(found);
  const events = divergence.sides.map(({ event }) => event);
  const value = (i: 0 | 1): string => valueText(recordings[i], events[i]);
  const [first] = events;
  const after = `After ${countText(found.same)} ${isFirst(found) ? '' : 'more '}equal events`;
  switch (divergence.kind) {
    case 'value':
      return `${after}, ${subject(first)}${first?.place === undefined ? '' : ` at ${whereText(first)}`} is ${value(0)} in ${names[0]} and ${value(1)} in ${names[1]}.`;
    case 'output':
      return `${after}, ${names[0]} prints ${textOf(events[0])} and ${names[1]} ${textOf(events[1])}.`;
    case 'path':
      return `${after}, ${names[0]} goes on at ${whereText(events[0])} and ${names[1]} at ${whereText(events[1])}.`;
    case 'end': {
      const goesOn = events[0] === undefined ? 1 : 0;
      return `${after}, ${names[goesOn]} goes on at ${whereText(events[goesOn])}, and ${names[1 - goesOn]} has ended.`;
    }
  }
}

const isFirst = ({ apart }: RunDiff): boolean => apart?.[0] === 0 && apart[1] === 0;

function sameText(found: RunDiff): string {
  const { apart, same } = found;
  if (isFirst(found)) return `The runs are the same: ${countText(same)} events.`;
  if (apart === undefined) return 'The runs do not come together again within a million events.';
  if (same === 0) return 'The runs do not come together again before they end.';
  return `There are no more differences: the last ${countText(same)} events are the same.`;
}

function subject(event: EventView | undefined): string {
  switch (event?.kind) {
    case 'return':
      return `what ${event.functionName} returns`;
    case 'throw':
    case 'failure':
      return 'what is thrown';
    case 'exit':
      return 'the exit code';
    default:
      return `\`${event?.name ?? 'a value'}\``;
  }
}

const valueText = (recording: Recording, event: EventView | undefined): string =>
  event?.value === undefined ? 'nothing' : preview(event.value, { recording, at: event });

const whereText = (event: EventView | undefined): string =>
  event?.place === undefined ? `its ${event?.kind ?? 'end'}` : `${event.place.file}:${event.place.line}`;

const textOf = (event: EventView | undefined): string => JSON.stringify(event?.text ?? '');
