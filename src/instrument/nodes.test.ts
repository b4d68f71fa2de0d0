import { describe, expect, it } from 'vitest';
import { continues } from './nodes.js';

describe('what stands behind a statement goes on it', () => {
  for (const text of ['(b)', '[b]', '`b`', '+b', '/b/', 'in b', ' // c\n (b)', ' /* c */ /* d */ [b]', '\n/* ( */\n-b'])
    it(JSON.stringify(text), () => expect(continues(`a${text}`, 1)).toBe(true));
  for (const text of ['', ';(b)', 'b', ' // (b)', ' // c (b)\n b', '/* c */ b /* d */ (e)', ' index', '/* ( */ b'])
    it(`not ${JSON.stringify(text)}`, () => expect(continues(`a${text}`, 1)).toBe(false));

  it('in no time, however many pairs of comments follow', () => {
    const documented = '\n/** What it does. */\n/* @__NO_SIDE_EFFECTS__ */\nfunction f() {}'.repeat(50);
    const started = performance.now();
    expect(continues(`a()${documented}`, 3)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
