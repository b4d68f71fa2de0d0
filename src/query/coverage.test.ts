import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../test/support/recorded.js';
import { TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { seq, threadId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';

afterAll(removeFolders);

test('lines, calls and what threw are summed up over segments', () => {
  const t = new TableBuilder();
  const f = t.fn('f');
  const g = t.fn('g');
  const enter = t.site(SITE.enter, f);
  const step = t.step(f, 2);
  const never = t.step(g, 5);
  const returns = t.site(SITE.return, f, { flags: SITE_FLAG.POPS });
  // In a `try` with a `finally`: the return is held up, and a leave follows.
  const heldUp = t.site(SITE.return, f);
  const leave = t.site(SITE.leave, f);
  void never;
  const recording = recorded(t, (s, cut) => {
    for (let i = 0; i < 5; i++) {
      s.event(enter, [], undef);
      s.event(step);
      s.event(step);
      if (i < 2) s.event(returns, [], undef);
      else if (i < 4) {
        s.event(heldUp, [], undef);
        s.event(leave);
      } else s.event(leave);
      cut();
    }
  });
  const { lines, functions } = recording.coverage('/w/a.ts')!;
  expect(lines).toEqual([
    { line: 2, hits: 10 },
    { line: 5, hits: 0 },
  ]);
  expect(functions).toMatchObject([
    { name: 'f', calls: 5, threw: 1 },
    { name: 'g', calls: 0, threw: 0 },
  ]);
  // From the second call's first step to where the fourth is entered.
  const part = recording.coverage('/w/a.ts', { thread: threadId(1), since: seq(5), until: seq(13) })!;
  expect(part.functions[0]).toMatchObject({ calls: 2, threw: 0 });
  expect(part.lines[0]).toEqual({ line: 2, hits: 4 });
  expect(recording.coverage('/w/other.ts')).toBeUndefined();
});
