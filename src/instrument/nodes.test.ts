import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { continues } from './nodes.js';

describe('what stands behind a statement goes on it', () => {
  for (const text of ['(b)', '[b]', '`b`', '+b', '/b/', 'in b', ' // c\n (b)', ' /* c */ /* d */ [b]', '\n/* ( */\n-b'])
    it(JSON.stringify(text), () => expect(continues(`a${text}`, 1)).toBe(true));
  for (const text of ['', ';(b)', 'b', ' // (b)', ' // c (b)\n b', '/* c */ b /* d */ (e)', ' index', '/* ( */ b'])
    it(`not ${JSON.stringify(text)}`, () => expect(continues(`a${text}`, 1)).toBe(false));

  it('ends, however many pairs of comments follow', () => {
    const documented = '\n/** What it does. */\n/* @__NO_SIDE_EFFECTS__ */\nfunction f() {}'.repeat(50);
    const asked = { ask: () => continues(`a()${documented}`, 3) };
    // Tried in all ways it would not end at all: V8's watchdog turns that into a failure.
    expect(runInNewContext('ask()', asked, { timeout: 60_000 })).toBe(false);
  });
});
