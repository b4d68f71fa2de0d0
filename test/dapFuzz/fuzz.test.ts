/** A sample of the conversations of `npm run fuzz:dap`. Needs dist. */
import { expect, it } from 'vitest';
import { fuzz } from './fuzz.js';

it('random conversations are answered and end nothing', { timeout: 120_000 }, async () => {
  const { conversations, failures } = await fuzz({ runs: 150, seed: 7, log: () => undefined });
  expect(failures.map(({ why, conversation }) => `${why}\n${JSON.stringify(conversation)}`)).toEqual([]);
  expect(conversations).toBe(150);
});
