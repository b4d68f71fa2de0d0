import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../test/support/recorded.js';
import { TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { seq, threadId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';

afterAll(removeFolders);

const place = { path: '/w/a.ts', line: 1 };

test('a call within a turn has its share of the turn, and idle time belongs to no call', () => {
  const t = new TableBuilder();
  const f = t.fn('f');
  const enter = t.site(SITE.enter, f);
  const step = t.step(f, 1);
  const leave = t.site(SITE.return, f, { flags: SITE_FLAG.POPS });
  const recording = recorded(t, (s, cut) => {
    s.turnAt(0, 0);
    s.event(enter, [], undef);
    for (let i = 0; i < 97; i++) s.event(step);
    // The whole turn but for its first event, up to where the loop was idle for 5 ms.
    s.event(leave, [], undef);
    s.turnAt(15_000, 5000);
    cut();
    s.event(enter, [], undef);
    s.event(leave, [], undef);
    s.turnAt(15_400, 0);
    s.event(enter, [], undef);
  });
  const found = recording.durations(place)!;
  expect(found.calls).toBe(2);
  expect(found.mostMicros).toBeCloseTo(9900);
  expect(found.leastMicros).toBeCloseTo(267, 0);
  expect(recording.durations(place, { thread: threadId(1), since: seq(50), until: seq(200) })!.calls).toBe(1);
  expect(recording.durations({ ...place, line: 7 })).toBeUndefined();
  expect(recording.durations({ ...place, path: '/w/other.ts' })).toBeUndefined();
});

test('a turn in which the program stood says nothing of the calls in it', () => {
  const t = new TableBuilder();
  const f = t.fn('f');
  const enter = t.site(SITE.enter, f);
  const leave = t.site(SITE.return, f, { flags: SITE_FLAG.POPS });
  const recording = recorded(t, (s) => {
    for (const micros of [0, 60_000_000, 60_000_300]) {
      s.turnAt(micros, 0);
      s.event(enter, [], undef);
      s.event(leave, [], undef);
    }
    s.turnAt(60_000_600, 0);
  });
  const found = recording.durations(place)!;
  expect(found.calls).toBe(2);
  expect(found.mostMicros).toBeLessThan(300);
});

test('what a call waits for is part of it; one that waits still is not over', () => {
  const t = new TableBuilder();
  const f = t.fn('f', { async: true });
  const enter = t.site(SITE.enter, f, { flags: SITE_FLAG.OWN_ID });
  const suspend = t.site(SITE.suspend, f);
  const resume = t.site(SITE.resume, f);
  const leave = t.site(SITE.return, f, { flags: SITE_FLAG.OWN_ID | SITE_FLAG.POPS });
  const recording = recorded(t, (s, cut) => {
    s.turnAt(1000, 0);
    for (const id of [7, 8]) {
      s.event(enter, [id], undef);
      s.event(suspend, [id], undef);
    }
    cut();
    s.turnAt(9000, 6000);
    s.event(resume, [7], undef);
    s.event(leave, [7], undef);
    s.turnAt(12_000, 0);
  });
  const found = recording.durations(place)!;
  expect(found.calls).toBe(1);
  expect(found.mostMicros).toBeCloseTo(12_000 - 1400, 0);
});
