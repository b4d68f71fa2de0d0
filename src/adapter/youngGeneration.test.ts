import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const MODULE = new URL('./youngGeneration.ts', import.meta.url).href;

/** What survives makes V8 grow the young generation; turns of the event loop let it be looked at. */
const program = (first: string): string => `
import { getHeapSpaceStatistics } from 'node:v8';
import { keepYoungGenerationBelow } from ${JSON.stringify(MODULE)};
${first}
const lists = [];
for (let round = 0; round < 300; round++) {
  lists[round % 16] = Array.from({ length: 10_000 }, (_, i) => ({ i, list: [i] }));
  await new Promise(setImmediate);
}
console.log(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size);
`;

function sizeAfter(first: string): number {
  const args = ['--max-semi-space-size=32', '--input-type=module', '--no-warnings', '-e', program(first)];
  return Number(execFileSync(process.execPath, args, { cwd: import.meta.dirname, timeout: 30_000 }));
}

test('the young generation grows no further than it may, and ends no program later', () => {
  expect(sizeAfter('')).toBeGreaterThan(30 << 20);
  expect(sizeAfter('keepYoungGenerationBelow(8 << 20);')).toBeLessThan(26 << 20);
});
