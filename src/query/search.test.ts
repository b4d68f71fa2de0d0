import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../test/support/recorded.js';
import { double, int, TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { seq, threadId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';

afterAll(removeFolders);

/** `add` is called, returns numbers, and a step follows each. */
function program(calls: number, perSegment: number) {
  const t = new TableBuilder();
  const add = t.fn('Cart.add');
  const enter = t.site(SITE.enter, add);
  const returns = t.site(SITE.return, add, { flags: SITE_FLAG.POPS });
  const step = t.step(add, 2);
  return recorded(t, (s, cut) => {
    for (let i = 0; i < calls; i++) {
      s.event(enter, [], undef);
      s.event(step);
      s.event(returns, [], i % 3 === 0 ? double(i + 0.5) : int(i));
      if (i % perSegment === perSegment - 1) cut();
    }
  });
}

const all = { thread: threadId(1), from: seq(0), until: undefined, patienceMillis: 10_000 };

test('calls are found by a part of their name, numbers as a whole', () => {
  const recording = program(30, 4);
  expect(recording.search('CART', all, 100).hits).toHaveLength(30);
  expect(recording.search('1', all, 100).hits.map(({ kind, value }) => [kind, value])).toEqual([
    ['value', { kind: 'number', value: 1 }],
  ]);
  expect(recording.search('27.5', all, 100).hits).toHaveLength(1);
  expect(recording.search('   ', all, 100).hits).toEqual([]);
});

test('pages and parts leave nothing out and nothing twice', () => {
  const recording = program(30, 4);
  const whole = recording.search('add', all, 100).hits.map(({ position }) => position.seq);
  const found: number[] = [];
  for (let from: typeof all.from | undefined = seq(0); from !== undefined; ) {
    // Out of patience after each segment.
    const page = recording.search('add', { ...all, from, patienceMillis: 0 }, 3);
    found.push(...page.hits.map(({ position }) => position.seq));
    from = page.next;
  }
  expect(found).toEqual(whole);
  const [, second, third] = whole;
  const part = recording.search('add', { ...all, from: seq(second!), until: seq(third!) }, 100);
  expect(part.hits.map(({ position }) => position.seq)).toEqual([second, third]);
});
