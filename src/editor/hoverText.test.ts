import { expect, test } from 'vitest';
import type { AroundWrite } from '../wire/panel.js';
import { callsHover, outcomeLabel, valueHover } from './hoverText.js';
import { spark } from './spark.js';

const write = (seq: number, number: number | null, value = String(number)): AroundWrite => ({
  thread: 1,
  seq,
  timeMicros: seq * 10,
  value,
  number,
  place: { path: '/w/cart.ts', line: seq, column: 1 },
});
const none = { content: [], after: [], moreBefore: false, moreAfter: false };
const nameOf = (path: string): string => path.split('/').at(-1)!;

test('a number has its neighbours in time, each with a link, and a chart', () => {
  const body = {
    ...none,
    value: '3',
    type: 'number',
    before: [write(30, 3), write(20, 9), write(10, 1)],
    after: [write(40, 5)],
    moreAfter: true,
  };
  const text = valueHover('total', body, nameOf);
  expect(text).toMatch(
    /^```ts\ntotal = 3\n```\n\nnumber, as recorded\n\n▁█<span style="color:var\(--vscode-charts-orange\);">▃<\/span>▅ …/,
  );
  const rows = text.split('\n').filter((line) => line.includes('span title'));
  expect(rows.map((row) => /title="(\w+)".* \| ` (.*) ` \| cart\\\.ts:(\d+)/.exec(row)?.slice(1))).toEqual([
    ['Before', '1', '10'],
    ['Before', '9', '20'],
    ['Now', '3', '30'],
    ['Later', '5', '40'],
  ]);
  const link = /\(command:elixirscope\.travel\?(\S+) /.exec(rows[1]!)![1]!;
  expect(JSON.parse(decodeURIComponent(link))).toEqual([{ thread: 1, seq: 20, snap: 'event' }]);
});

test('no value breaks out of its place', () => {
  const value = "'a|b``c\n[x](command:evil)'";
  const text = valueHover('s', { ...none, value, type: 'string', before: [write(1, null, value)] }, nameOf);
  expect(text).toContain("``` 'a\\|b``c [x](command:evil)' ``` |");
  expect(text).toMatch(/^```ts\ns = 'a\|b``c/);
});

test('an object shows its content', () => {
  const body = { ...none, value: '{a: 1}', type: 'Cart', content: ['a: 1', 'b: Array(1)', '  0: 2'], before: [] };
  expect(valueHover('cart', body, nameOf)).toBe(
    '```ts\ncart: Cart\n  a: 1\n  b: Array(1)\n    0: 2\n```\n\nNo write of it is recorded.',
  );
});

test('calls say what they were given and how they ended', () => {
  const call = { thread: 1, timeMicros: 1500, arguments: 'x = 1' };
  const text = callsHover({
    isFunction: true,
    name: 'Cart.add',
    total: 1200,
    calls: [
      { ...call, seq: 5, ordinal: 7, outcome: { end: 'returned', value: '2' } },
      { ...call, seq: 9, ordinal: 8, outcome: { end: 'threw', value: 'Error: full' } },
    ],
  });
  expect(text).toContain('**Cart\\.add** was called 1,200 times; the 2 nearest:');
  expect(
    text
      .split('\n')
      .slice(-2)
      .map((row) => row.replace(/\]\(.*?\)/, ']')),
  ).toEqual([
    '| [7] | ` x = 1 ` | $(arrow-small-right) ` 2 ` | 1.5 ms |',
    '| [8] | ` x = 1 ` | $(error) threw ` Error: full ` | 1.5 ms |',
  ]);
  expect(outcomeLabel({ end: 'returned', value: '2' })).toBe('→ 2');
});

test('bars go from the lowest to the highest', () => {
  expect(spark([0, 7, 3.5]).join('')).toBe('▁█▅');
  expect(spark([4, 4]).join('')).toBe('▄▄');
});
