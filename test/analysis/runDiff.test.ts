import { afterAll, expect, test } from 'vitest';
import { recorded } from '../support/recorded.js';
import { int, TableBuilder, undef } from '../support/stream.js';
import { removeFolders } from '../support/traceFile.js';
import type { Seq } from '../../src/base/units.js';
import type { Recording } from '../../src/query/api.js';
import { SITE, SITE_FLAG } from '../../src/wire/sites.js';
import { runDiff } from '../../src/analysis/runDiff.js';

afterAll(removeFolders);

/** `f` is called once for each number, which it returns; a negative one takes another way through it. */
function run(...numbers: readonly number[]): Recording {
  const t = new TableBuilder();
  const f = t.fn('f');
  const enter = t.site(SITE.enter, f);
  const returns = t.site(SITE.return, f, { flags: SITE_FLAG.POPS });
  const [step, other] = [t.step(f, 2), t.step(f, 3)];
  return recorded(t, (s, cut) => {
    for (const n of numbers) {
      s.event(enter, [], undef);
      s.event(n < 0 ? other : step);
      s.event(returns, [], int(n));
      cut();
    }
  });
}

test('equal runs are equal', async () => {
  expect(await runDiff(run(1, 2), run(1, 2))).toEqual({ apart: [0, 0], same: 6, divergence: undefined });
});

test('the first value that differs, the first other way, and the end of one', async () => {
  const value = await runDiff(run(1, 2, 3), run(1, 5, -3));
  expect(value).toMatchObject({ same: 5, divergence: { kind: 'value' } });
  expect(value.divergence!.sides.map(({ event }) => event?.value)).toMatchObject([{ value: 2 }, { value: 5 }]);
  const path = await runDiff(run(1, 2), run(1, -2));
  expect(path).toMatchObject({ same: 4, divergence: { kind: 'path' } });
  expect(path.divergence!.sides.map(({ event }) => event?.place?.line)).toEqual([2, 3]);
  const end = await runDiff(run(1), run(1, 2));
  expect(end).toMatchObject({ same: 3, divergence: { kind: 'end', sides: [{ event: undefined }, {}] } });
});

/** Every difference of two runs: what kind it is, and what was the same and what was not before it. */
async function differences(first: Recording, second: Recording): Promise<string[]> {
  const told: string[] = [];
  let after: readonly [Seq, Seq] | undefined;
  for (;;) {
    const { apart, same, divergence } = await runDiff(first, second, after && { after });
    told.push(`${apart ?? 'not together'} | ${same} ${divergence?.kind ?? 'same'}`);
    const [a, b] = divergence?.sides.map(({ event }) => event?.seq) ?? [];
    if (a === undefined || b === undefined) return told;
    after = [a, b];
  }
}

test('from a difference to the next one', async () => {
  expect(await differences(run(1, 2, 3, 4, 5), run(1, 9, 3, 4, 8))).toEqual([
    '0,0 | 5 value',
    '1,1 | 8 value',
    '1,1 | 0 same',
  ]);
  // Another way, with another value as its consequence, is one difference.
  expect(await differences(run(1, 2, 3, 4, 5, 6), run(1, -2, 3, 4, 5, 7))).toEqual([
    '0,0 | 4 path',
    '2,2 | 11 value',
    '1,1 | 0 same',
  ]);
});

test('runs come together behind what one of them left out, however much that is', async () => {
  const rounds = (count: number, n: number): number[] => Array.from({ length: count }, () => n);
  for (const more of [5, 500, 5000]) {
    const found = await differences(run(1, 2, ...rounds(20, 3)), run(1, ...rounds(more, -7), 2, ...rounds(20, 3)));
    expect(found).toEqual(['0,0 | 4 path', `0,${3 * more} | 62 same`]);
  }
});

test('runs that go on differently to their ends', async () => {
  expect(await differences(run(1, 2, 2, 2), run(1, -2, -2, -2, -2))).toEqual(['0,0 | 4 path', '8,11 | 0 same']);
});

test('a comparison that nobody wants any more ends', async () => {
  const long = Array.from({ length: 10_000 }, (_, i) => i);
  await expect(runDiff(run(...long), run(...long), { progressed: () => false })).rejects.toThrow('cancelled');
});
