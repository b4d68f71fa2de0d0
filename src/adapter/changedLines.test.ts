import { describe, expect, it } from 'vitest';
import { changedLines } from './changedLines.js';

const text = (...lines: readonly string[]): string => lines.join('\n');

describe('lines of a file that has changed since', () => {
  it('are others behind lines that were added', () => {
    const lines = changedLines(text('a', 'new', 'newer', 'b', 'c'), text('a', 'b', 'c'));
    expect([1, 2, 3, 4, 5].map((line) => lines.toRecorded(line))).toEqual([1, undefined, undefined, 2, 3]);
    expect([1, 2, 3].map((line) => lines.toFile(line))).toEqual([1, 4, 5]);
  });

  it('are none between the first change and the last', () => {
    const lines = changedLines(text('a', 'x', 'b', 'y', 'c'), text('a', 'b', 'c'));
    expect([1, 3, 5].map((line) => lines.toRecorded(line))).toEqual([1, undefined, 3]);
  });

  it('count a line once that could be in front of the change and behind it', () => {
    const lines = changedLines(text('a', 'a'), text('a', 'a', 'a'));
    expect([1, 2].map((line) => lines.toRecorded(line))).toEqual([1, 2]);
    expect([1, 2, 3].map((line) => lines.toFile(line))).toEqual([1, 2, undefined]);
  });
});
