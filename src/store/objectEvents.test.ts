import { expect, test } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { SITE } from '../wire/sites.js';
import { header, SYSTEM } from '../wire/trace.js';
import { ObjectEvents } from './objectEvents.js';

const PUT = FIRST_SITE;
const STEP = FIRST_SITE + 1;
const kinds: number[] = [];
kinds[PUT] = SITE.put;
kinds[STEP] = SITE.step;

/** Events: a put to an object, a new look at it, a string of its number, a step. */
function segment(events: readonly (readonly ['put' | 'content' | 'string' | 'step', number])[]): ObjectEvents {
  const words: number[] = [];
  const offsets = events.map(([kind, id]) => {
    const at = words.length;
    if (kind === 'put') words.push(header(PUT, 0), id);
    else if (kind === 'step') words.push(header(STEP, 0));
    else words.push(header(SYSTEM[kind], 0), 3, id);
    return at;
  });
  return new ObjectEvents(Int32Array.from(words), Uint32Array.from(offsets));
}

test('an object’s events are the same walked over and sorted', () => {
  const events = segment([
    ['content', 7],
    ['put', 7],
    ['step', 0],
    ['put', 8],
    ['string', 7],
    ['put', 7],
    ['content', 7],
  ]);
  for (let times = 0; times < 40; times++) {
    expect(events.of(7, kinds, 0, 6)).toEqual([0, 1, 5, 6]);
    expect(events.of(7, kinds, 1, 5)).toEqual([1, 5]);
    expect(events.of(8, kinds, 0, 6)).toEqual([3]);
    expect(events.of(9, kinds, 0, 6)).toEqual([]);
  }
});
