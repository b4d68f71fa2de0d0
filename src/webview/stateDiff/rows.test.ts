import { expect, test } from 'vitest';
import type { ChangeBody } from '../../wire/stateDiff.js';
import { countChanges, toggledFor, visibleRows } from './rows.js';

const change = (kind: ChangeBody['kind'], label: string, children: readonly ChangeBody[] = []): ChangeBody => ({
  kind,
  label,
  children,
  role: 'variable',
  before: null,
  place: null,
  origin: null,
  after: `value of ${label}`,
});

const tree = [
  change('inside', 'main', [change('changed', 'total'), change('changed', 'cart', [change('added', 'lines')])]),
  change('removed', 'price', [change('removed', 'off')]),
];
const labels = (shown: Partial<Parameters<typeof visibleRows>[1]>): string[] =>
  visibleRows(tree, { toggled: new Set(), filter: '', ...shown }).map((row) => `${row.level} ${row.change.label}`);

test('what is inside the same object is open, what replaced something is closed', () => {
  expect(labels({})).toEqual(['1 main', '2 total', '2 cart', '1 price']);
  expect(labels({ toggled: new Set(['0.1', '1']) })).toEqual([
    '1 main',
    '2 total',
    '2 cart',
    '3 lines',
    '1 price',
    '2 off',
  ]);
  expect(labels({ toggled: toggledFor(tree, true) })).toHaveLength(6);
  expect(labels({ toggled: toggledFor(tree, false) })).toEqual(['1 main', '1 price']);
});

test('a filter leaves what it finds and the way there', () => {
  expect(labels({ filter: 'lines' })).toEqual(['1 main', '2 cart', '3 lines']);
  expect(labels({ filter: 'nothing' })).toEqual([]);
});

test('changes are counted where they are met first', () => {
  expect(countChanges(tree)).toEqual({ added: 0, removed: 1, changed: 2 });
});
