import { afterAll, expect, test } from 'vitest';
import { at, recorded } from '../../test/support/recorded.js';
import { int, undef, TableBuilder } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { seq } from '../base/units.js';
import { SITE } from '../wire/sites.js';
import { SYSTEM } from '../wire/trace.js';
import type { Recording } from './api.js';

afterAll(removeFolders);

/** One function that sets a property. */
function heap() {
  const t = new TableBuilder();
  const f = t.fn('f');
  return {
    t,
    enter: t.site(SITE.enter, f),
    step: t.step(f, 1),
    putA: t.site(SITE.put, f, { ref: t.key('a') }),
  };
}

test('events, output and time', () => {
  const p = heap();
  const r = recorded(p.t, (s, cut) => {
    s.turn(1500);
    s.event(p.enter, [], undef);
    s.event(p.step);
    s.event(p.putA, [20], int(4));
    cut();
    s.system(SYSTEM.output, 2, [3 << 1, 0x00_6f_6f_66]);
    s.turn(2500);
    s.event(p.step);
  });
  const kinds = (filter: Parameters<Recording['events']>[0]): string[] =>
    [...r.events(filter)].map((e) => [e.kind, e.name, e.text].filter((x) => x !== undefined).join(' '));
  expect(kinds({})).toEqual(['turn', 'enter', 'step', 'put a', 'output stderr foo', 'turn', 'step']);
  expect(kinds({ kinds: ['put', 'output'] })).toEqual(['put a', 'output stderr foo']);
  expect(kinds({ file: 'a.ts', line: 1, kinds: ['step'] })).toEqual(['step', 'step']);
  expect(kinds({ functionName: 'f', since: seq(3) })).toEqual(['put a', 'step']);
  expect(kinds({ until: seq(1) })).toEqual(['turn', 'enter']);
  expect([...r.output()]).toMatchObject([{ stream: 'stderr', text: 'foo', place: { line: 1 }, position: at(4) }]);
  expect([r.timeAt(at(3)), r.timeAt(at(6))]).toEqual([1500, 2500]);
  expect(r.resolve('time:2ms').seq).toBe(2);
  expect(r.resolve('time:1s').seq).toBe(6);
  expect(r.snap(at(0)).seq).toBe(2);
  expect(r.breakpointPlaces('/w/a.ts', 1, 9).map((b) => [b.line, b.column])).toEqual([[1, 1]]);
  expect(r.source('a.ts')).toMatch(/^line 0/);
});
