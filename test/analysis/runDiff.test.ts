import { afterAll, expect, test } from 'vitest';
import { recorded } from '../support/recorded.js';
import { int, TableBuilder, undef } from '../support/stream.js';
import { removeFolders } from '../support/traceFile.js';
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
  expect(await runDiff(run(1, 2), run(1, 2))).toEqual({ same: 6, divergence: undefined });
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
