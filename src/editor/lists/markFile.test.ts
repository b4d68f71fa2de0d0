import { expect, test } from 'vitest';
import { type Mark, markdownOf, marksText, parseMarks, withMark, withoutMark } from './markFile.js';

const mark = (seq: number, note = ''): Mark => ({ thread: 1, seq, timeMicros: seq * 1000, note, place: null });

test('marks stand in the order of their moments, one for each', () => {
  const marks = withMark(withMark([mark(5)], mark(3, 'before')), mark(5, 'new'));
  expect(marks.map(({ seq, note }) => [seq, note])).toEqual([
    [3, 'before'],
    [5, 'new'],
  ]);
  expect(withoutMark(marks, mark(3))).toEqual([mark(5, 'new')]);
});

test('a file of marks comes back as it was, and nothing else is taken for one', () => {
  const marks = [mark(1), { ...mark(2, 'here'), place: { path: '/w/a.ts', line: 3, column: 1 } }];
  expect(parseMarks(marksText(marks))).toEqual(marks);
  expect(() => parseMarks('{"version": 2, "marks": []}')).toThrow();
  expect(() => parseMarks('[]')).toThrow();
});

test('marks are exported as a list to read', () => {
  const here = { ...mark(1234, 'the total is wrong from here'), place: { path: '/w/a.ts', line: 3, column: 1 } };
  expect(markdownOf('shop.escope', [mark(2), here], (path) => path.slice(3))).toBe(
    '# Marks of shop.escope\n\n- **event 2** (2.0 ms)\n- **event 1,234** (1.23 s, a.ts:3): the total is wrong from here\n',
  );
});
