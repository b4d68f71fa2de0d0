import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../../test/support/recorded.js';
import { none, TableBuilder, undef } from '../../../test/support/stream.js';
import { removeFolders } from '../../../test/support/traceFile.js';
import { threadId } from '../../base/units.js';
import { SITE, SITE_FLAG } from '../../wire/sites.js';
import { DETAIL, GAP, SYSTEM } from '../../wire/trace.js';
import { partOf, type TimelineBody } from '../../wire/timeline.js';
import type { Recording } from '../api.js';
import { MomentMap } from './moments.js';

afterAll(removeFolders);

interface BruteCall {
  readonly depth: number;
  readonly name: string;
  readonly since: number;
  readonly until: number;
}

interface Made {
  readonly recording: Recording;
  /** what a walk over every event finds */
  readonly calls: readonly BruteCall[];
  readonly throws: readonly number[];
  readonly outputs: readonly number[];
  readonly events: number;
}

/** A random program: nested calls of any length, throws and output here and there. */
function program(segments: number, perSegment: number): Made {
  const t = new TableBuilder();
  const names = ['outer', 'middle', 'inner'];
  const fns = names.map((name) => t.fn(name));
  const enters = fns.map((fn) => t.site(SITE.enter, fn));
  const leaves = fns.map((fn) => t.site(SITE.return, fn, { flags: SITE_FLAG.POPS }));
  const steps = fns.map((fn, i) => t.step(fn, i + 1));
  const throwSites = fns.map((fn) => t.site(SITE.throw, fn));
  const calls: BruteCall[] = [];
  const throws: number[] = [];
  const outputs: number[] = [];
  let state = 12345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x7fffffff) * below);
  };
  let events = 0;
  const recording = recorded(t, (s, cut) => {
    const open: { which: number; since: number }[] = [];
    const enter = (which: number): void => void open.push({ which, since: s.event(enters[which]!, [], undef) });
    const leave = (): void => {
      const { which, since } = open.pop()!;
      calls.push({ depth: open.length, name: names[which]!, since, until: s.event(leaves[which]!, [], undef) });
    };
    enter(0);
    for (let segment = 0; segment < segments; segment++) {
      for (let i = 0; i < perSegment; i++) {
        const { which } = open.at(-1)!;
        const chance = random(1000);
        if (chance < 30 && which < 2) enter(which + 1);
        else if (chance < (which === 2 ? 60 : 33) && open.length > 1) leave();
        else if (chance === 500) throws.push(s.event(throwSites[which]!, [], undef));
        else if (chance === 501) outputs.push(s.system(SYSTEM.output, 1, [1 << 1, 65]));
        else s.event(steps[which]!, [], none);
      }
      cut();
    }
    while (open.length > 0) leave();
    events = s.seq;
  });
  return { recording, calls, throws, outputs, events };
}

const thread = threadId(1);

const listed = ({ calls, functions }: TimelineBody): BruteCall[] =>
  calls.depth.map((depth, i) => ({
    depth,
    name: functions[calls.function[i]!]!.name,
    since: calls.since[i]!,
    until: calls.until[i]!,
  }));

const inOrder = (calls: readonly BruteCall[]): BruteCall[] =>
  [...calls].sort((a, b) => a.since - b.since || a.depth - b.depth);

function expectPicture(made: Made, from: number, to: number, width: number): void {
  const body = made.recording.timeline({ thread, axis: 'events', from, to, width });
  const part = (to - from) / width;
  const wide = made.calls
    .filter((c) => c.until >= from && c.since < to)
    .filter((c) => {
      const [left, right] = [Math.max(from, c.since), Math.min(to, c.until + 1)];
      return right - left >= part;
    });
  // What reaches out of the range may be cut where the segments that were looked at end: so is what is expected of it.
  const clipped = (calls: readonly BruteCall[]): BruteCall[] =>
    inOrder(calls.map((c) => ({ ...c, since: Math.max(from, c.since), until: Math.min(to, c.until) })));
  expect(clipped(listed(body))).toEqual(clipped(wide));
  for (const kind of ['throw', 'output'] as const) {
    const all = kind === 'throw' ? made.throws : made.outputs;
    const counts = new Map<number, number>();
    for (const seq of all.filter((seq) => seq >= from && seq < to)) {
      const at = Math.floor((seq - from) / part);
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    const marks = body.marks.filter((mark) => mark.kind === kind);
    expect(new Map(marks.map(({ seq, count }) => [Math.floor((seq - from) / part), count]))).toEqual(counts);
  }
}

test('a picture of few segments shows every call that is wide enough, and every mark', () => {
  const made = program(6, 500);
  expectPicture(made, 0, made.events, 100);
  expectPicture(made, 700, 1900, 300);
  expectPicture(made, 1000, 1040, 40);
});

test('a picture of more segments than are decoded shows the same', () => {
  const made = program(60, 3000);
  expectPicture(made, 0, made.events, 120);
  expectPicture(made, 20_000, 150_000, 100);
});

test('depths tell of calls that are too narrow to be listed', () => {
  const made = program(6, 500);
  const body = made.recording.timeline({ thread, axis: 'events', width: 10 });
  const part = made.events / 10;
  const deepest = body.depths.map((_, i) =>
    Math.max(...made.calls.filter((c) => c.until >= i * part && c.since < (i + 1) * part).map((c) => c.depth + 1)),
  );
  expect(body.depths).toEqual(deepest);
});

test('rows bound what is listed', () => {
  const made = program(6, 500);
  const body = made.recording.timeline({ thread, axis: 'events', width: 1000, rows: 1 });
  expect(new Set(body.calls.depth)).toEqual(new Set([0]));
});

test('a call that is suspended is one call before and one after', () => {
  const t = new TableBuilder();
  const f = t.fn('f', { async: true });
  const enter = t.site(SITE.enter, f, { flags: SITE_FLAG.OWN_ID });
  const step = t.step(f, 1);
  const suspend = t.site(SITE.suspend, f);
  const resume = t.site(SITE.resume, f);
  const leave = t.site(SITE.return, f, { flags: SITE_FLAG.OWN_ID | SITE_FLAG.POPS });
  const made = recorded(t, (s, cut) => {
    s.turnAt(1000, 0);
    s.event(enter, [7], undef);
    s.event(step);
    s.event(suspend, [7], undef);
    cut();
    s.turnAt(9000, 6000);
    s.event(resume, [7], undef);
    s.event(leave, [7], undef);
  });
  const body = made.timeline({ thread, axis: 'events', width: 100 });
  expect(listed(body)).toEqual([
    { depth: 0, name: 'f', since: 1, until: 3 },
    { depth: 0, name: 'f', since: 5, until: 6 },
  ]);
  expect(body.calls.entered).toEqual([1, 1]);
  expect(body.awaits).toEqual([3]);
  expect(body.turns).toEqual([0, 4]);
});

test('time that the loop was idle belongs to no event', () => {
  const moments = new MomentMap();
  moments.add(0, 0);
  moments.add(4, 3000);
  moments.add(4, 9000);
  moments.end(10, 10_000);
  expect([0, 2, 3.99, 4, 10].map((seq) => Math.round(moments.microsAt(seq)))).toEqual([0, 1500, 2993, 9000, 10_000]);
  expect([1500, 5000, 9500].map((micros) => moments.seqAt(micros))).toEqual([2, 4, 7]);
});

test('where no event happened, what ends there ends before and what begins there begins behind', () => {
  const edges = [0, 2, 4, 4, 4, 6];
  expect(partOf(edges, 4, 'end')).toBe(2);
  expect(partOf(edges, 4, 'begin')).toBe(4);
  expect(partOf(edges, 5)).toBe(4.5);
  expect([partOf(edges, -3), partOf(edges, 9)]).toEqual([0, 5]);
});

test('gaps are told apart by what they mean', () => {
  const made = recorded(new TableBuilder(), (s) => {
    for (const kind of [GAP.overflow, GAP.engineLost, GAP.captureFailed]) s.system(SYSTEM.gap, kind, [1]);
    s.system(SYSTEM.gap, GAP.budget, [1, 0, DETAIL.calls]);
  });
  const { marks } = made.timeline({ thread, axis: 'events', width: 5 });
  expect(marks.map(({ seq, kind }) => [seq, kind])).toEqual([
    [0, 'lost'],
    [1, 'lost'],
    [2, 'lost'],
    [3, 'leftOut'],
  ]);
  expect(made.timeline({ thread, axis: 'events', width: 1 }).marks).toEqual([
    { kind: 'lost', seq: 0, count: 3 },
    { kind: 'leftOut', seq: 3, count: 1 },
  ]);
  expect(made.totals()).toMatchObject({
    eventsLost: { overflow: 1, engineLost: 1, captureFailed: 1 },
    eventsLeftOut: { budget: 1 },
  });
});
