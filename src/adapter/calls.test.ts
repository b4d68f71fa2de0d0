import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../test/support/recorded.js';
import { TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { threadId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { callTree } from './calls.js';
import type { SessionCore } from './core.js';

afterAll(removeFolders);

test('calls are found by a part of the name that thousands of functions have', () => {
  const t = new TableBuilder();
  const functions = Array.from({ length: 2000 }, (_, i) => t.fn(`Cart.change${i}`));
  const enters = functions.map((fn) => t.site(SITE.enter, fn));
  const returns = functions.map((fn) => t.site(SITE.return, fn, { flags: SITE_FLAG.POPS }));
  const recording = recorded(t, (s) => {
    for (const i of [7, 1999, 7]) {
      s.event(enters[i]!, [], undef);
      s.event(returns[i]!, [], undef);
    }
  });
  const core = { recording: () => recording, shownThread: () => threadId(1) } as Partial<SessionCore> as SessionCore;
  const named = (name: string): string[] => {
    const found: string[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const page = callTree(core, { name, from });
      found.push(...page.calls.map((call) => call.function));
      from = page.next;
    }
    return found;
  };
  expect(named('cart.CHANGE')).toEqual(['Cart.change7', 'Cart.change1999', 'Cart.change7']);
  expect(named('e19')).toEqual(['Cart.change1999']);
  expect(named('`"\\')).toEqual([]);
});
