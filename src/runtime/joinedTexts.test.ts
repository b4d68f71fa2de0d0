import { describe, expect, it } from 'vitest';
import { joined } from './joinedTexts.js';

const textOf = joined('text of ', '!');
const made = (tag: unknown): string => textOf(`text of ${String(tag)}!`, tag);

describe('a text that is joined from a string', () => {
  it('is what the program has made', () => {
    for (const tag of [
      'a',
      'a',
      'b',
      '',
      '',
      'a',
      'text of a!',
      7,
      '7',
      undefined,
      'undefined',
      null,
      'x'.repeat(5000),
    ])
      expect(made(tag)).toBe(`text of ${String(tag)}!`);
  });

  it('is not that of a variable that has changed meanwhile', () => {
    const place = joined('', '-');
    expect(place('old-', 'new')).toBe('old-');
    expect(place('new-', 'new')).toBe('new-');
    expect(place('o-', 'of')).toBe('o-');
    expect(place('of-', 'of')).toBe('of-');
  });
});
