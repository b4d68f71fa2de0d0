import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../test/support/recorded.js';
import { int, TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';

afterAll(removeFolders);

test('events in time, by kind and by function', () => {
  const t = new TableBuilder();
  const main = t.fn('main');
  const add = t.fn('Cart.add');
  const [enterMain, enterAdd] = [t.site(SITE.enter, main), t.site(SITE.enter, add)];
  const write = t.write(t.variable('n', t.functions[add]!.scope), 3);
  const returns = t.site(SITE.return, add, { flags: SITE_FLAG.POPS });
  const recording = recorded(t, (s, cut) => {
    s.turn(0);
    s.event(enterMain, [], undef);
    for (let i = 0; i < 40; i++) {
      if (i % 10 === 0) s.turn(i * 100);
      s.event(enterAdd, [], undef);
      s.event(write, [], int(i));
      s.event(returns, [], undef);
      if (i % 10 === 9) cut();
    }
    s.turn(4000);
  });
  const { threads, kinds, functions, wallMicros } = recording.figures(8);
  expect(wallMicros).toBe(4000);
  expect(Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]))).toEqual({
    enter: 41,
    write: 40,
    return: 40,
    turn: 6,
  });
  expect(functions.map(({ name, calls, events }) => [name, calls, events])).toEqual([
    ['Cart.add', 40, 120],
    ['main', 1, 1],
  ]);
  const [thread] = threads;
  expect(thread!.throughput).toHaveLength(8);
  expect(Math.abs(thread!.throughput.reduce((a, b) => a + b) - thread!.events)).toBeLessThanOrEqual(1);
  expect(Math.max(...thread!.depths)).toBeGreaterThan(0);
});
