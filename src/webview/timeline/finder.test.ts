import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FoundMoment } from '../../wire/search.js';
import type { FromTimeline } from '../../wire/timelinePanel.js';
import { Finder } from './finder.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const hit = (seq: number): FoundMoment => ({ kind: 'call', thread: 1, seq, timeMicros: 0, text: 'f', place: null });

function finder() {
  const sent: (FromTimeline & { kind: 'search' })[] = [];
  const found = new Finder(
    (message) => void (message.kind === 'search' && sent.push(message)),
    () => undefined,
  );
  return { found, sent };
}

test('one question for a word that is typed, and one for each page', () => {
  const { found, sent } = finder();
  for (const text of ['t', 'to', 'tot']) found.look(text, { thread: 1, since: 5 });
  vi.runAllTimers();
  expect(sent.map(({ asked }) => asked)).toEqual([{ text: 'tot', thread: 1, since: 5 }]);
  found.received(sent[0]!.id, { hits: [hit(7)], next: 100 });
  expect(sent[1]!.asked.since).toBe(100);
  expect(found.searched).toBe(100);
  found.received(sent[1]!.id, { hits: [hit(120)], next: null });
  expect(found.hits.map(({ seq }) => seq)).toEqual([7, 120]);
  expect(found.searched).toBeUndefined();
});

test('answers to an older text are void', () => {
  const { found, sent } = finder();
  found.look('a', {});
  vi.runAllTimers();
  found.look('b', {});
  found.received(sent[0]!.id, { hits: [hit(1)], next: 2 });
  vi.runAllTimers();
  expect(found.hits).toEqual([]);
  expect(sent.map(({ asked }) => asked.text)).toEqual(['a', 'b']);
});

test('next and previous go from the playhead, and round', () => {
  const { found, sent } = finder();
  found.look('a', {});
  vi.runAllTimers();
  found.received(sent[0]!.id, { hits: [hit(10), hit(11), hit(30)], next: null });
  expect(found.step(1, 5)?.seq).toBe(10);
  // The playhead stands at the statement behind the call's event.
  expect(found.step(1, 11)?.seq).toBe(11);
  expect(found.step(1, 11)?.seq).toBe(30);
  expect(found.step(1, 30)?.seq).toBe(10);
  expect(found.step(-1, 25)?.seq).toBe(11);
  expect(found.step(-1, 3)?.seq).toBe(30);
});
