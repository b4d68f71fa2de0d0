import { afterAll, expect, test } from 'vitest';
import { at, recorded, text } from '../../test/support/recorded.js';
import { double, obj, tagged, undef, TableBuilder } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { CONTENT, SYSTEM } from '../wire/trace.js';

afterAll(removeFolders);

const { OWN_ID, POPS, PART } = SITE_FLAG;

function calls() {
  const t = new TableBuilder();
  const f = t.fn('f');
  const g = t.fn('g');
  const later = t.fn('later', { async: true });
  const v = t.variable('v', t.functions[f]!.scope);
  return {
    t,
    enterF: t.site(SITE.enter, f),
    f1: t.step(f, 1),
    f2: t.step(f, 2),
    part: t.step(f, 2, { flags: PART, column: 30 }),
    f3: t.step(f, 3),
    writeV: t.write(v, 2),
    leaveF: t.site(SITE.return, f, { flags: POPS }),
    enterG: t.site(SITE.enter, g),
    g1: t.step(g, 11),
    throwG: t.site(SITE.throw, g, { line: 12 }),
    leaveG: t.site(SITE.leave, g),
    catchF: t.site(SITE.catch, f, { line: 3 }),
    enterL: t.site(SITE.enter, later, { flags: OWN_ID }),
    l1: t.step(later, 21),
    l2: t.step(later, 22),
    suspend: t.site(SITE.suspend, later, { line: 21 }),
    resume: t.site(SITE.resume, later, { line: 21 }),
    leaveL: t.site(SITE.return, later, { flags: POPS | OWN_ID }),
  };
}

test('stepping passes over calls, parts of statements, and what happens while an activation waits', () => {
  const p = calls();
  const steps: Record<string, number> = {};
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enterF, [], undef);
    steps.f1 = s.event(p.f1);
    cut();
    for (let i = 0; i < 3; i++) {
      s.event(p.enterG, [], undef);
      steps.g = s.event(p.g1);
      s.event(p.leaveG);
      cut();
    }
    s.event(p.part);
    steps.f2 = s.event(p.f2);
    s.event(p.enterL, [40], undef);
    steps.l1 = s.event(p.l1);
    s.event(p.suspend, [40], undef);
    steps.f3 = s.event(p.f3);
    s.event(p.leaveF, [], undef);
    cut();
    s.turn(5);
    s.event(p.enterG, [], undef);
    steps.g2 = s.event(p.g1);
    s.event(p.leaveG);
    cut();
    s.turn(6);
    s.event(p.resume, [40], undef);
    steps.l2 = s.event(p.l2);
    s.event(p.leaveL, [40], undef);
  });
  const names = new Map(Object.entries(steps).map(([name, n]) => [n, name]));
  const go = (from: string, kind: 'into' | 'over' | 'out', direction: 'forward' | 'backward'): string | undefined => {
    const to = r.step(at(steps[from]!), kind, direction);
    return to === undefined ? undefined : (names.get(to.seq) ?? String(to.seq));
  };
  expect(go('f1', 'over', 'forward')).toBe('f2');
  expect(go('f2', 'over', 'backward')).toBe('f1');
  expect(go('f2', 'into', 'backward')).toBe('g');
  expect(go('f2', 'into', 'forward')).toBe('l1');
  expect(go('g', 'over', 'forward')).toBe('f2');
  expect(go('g', 'out', 'forward')).toBe('f2');
  expect(go('g', 'out', 'backward')).toBe('f1');
  expect(go('g', 'over', 'backward')).toBe('f1');
  expect(go('l1', 'over', 'forward')).toBe('l2');
  expect(go('l2', 'over', 'backward')).toBe('l1');
  expect(go('l1', 'out', 'forward')).toBe('f3');
  expect(go('f3', 'over', 'forward')).toBe('g2');
  expect(go('f1', 'over', 'backward')).toBeUndefined();
  expect(go('l2', 'over', 'forward')).toBeUndefined();
});

test('by expression, steps stand where calls have come back, behind writes and awaited values, the same in both directions', () => {
  const p = calls();
  const returnG = p.t.site(
    SITE.return,
    p.t.functions.findIndex(({ name }) => name === 'g'),
    { flags: POPS },
  );
  const steps: Record<string, number> = {};
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enterF, [], undef);
    s.event(p.writeV, [], double(0));
    steps.f1 = s.event(p.f1);
    for (const call of ['one', 'two']) {
      s.event(p.enterG, [], undef);
      steps[`in ${call}`] = s.event(p.g1);
      cut();
      steps[call] = s.event(returnG, [], double(1));
    }
    steps.written = s.event(p.writeV, [], double(2));
    steps.f2 = s.event(p.f2);
    s.event(p.enterL, [40], undef);
    steps.l1 = s.event(p.l1);
    steps.promise = s.event(p.suspend, [40], undef);
    s.event(p.leaveF, [], undef);
    cut();
    s.turn(5);
    s.event(p.enterG, [], undef);
    s.event(p.g1);
    s.event(p.leaveG);
    cut();
    s.turn(6);
    steps.awaited = s.event(p.resume, [40], undef);
    steps.l2 = s.event(p.l2);
    s.event(p.leaveL, [40], undef);
  });
  const names = new Map(Object.entries(steps).map(([name, n]) => [n, name]));
  const go = (from: string, kind: 'into' | 'over' | 'out', direction: 'forward' | 'backward'): string => {
    const to = r.step(at(steps[from]!), kind, direction, 'expression');
    return to === undefined ? 'none' : (names.get(to.seq) ?? String(to.seq));
  };
  const ways = [
    ['f1', 'one', 'two', 'written', 'f2', 'promise'],
    ['l1', 'awaited', 'l2'],
  ];
  for (const way of ways) {
    for (let i = 1; i < way.length; i++) {
      expect(go(way[i - 1]!, 'over', 'forward')).toBe(way[i]);
      expect(go(way[i]!, 'over', 'backward')).toBe(way[i - 1]);
    }
  }
  expect(go('f1', 'into', 'forward')).toBe('in one');
  expect(go('in one', 'out', 'forward')).toBe('one');
  expect(go('in two', 'out', 'backward')).toBe('one');
  expect(go('in two', 'over', 'backward')).toBe('one');
  expect(go('two', 'into', 'backward')).toBe('in two');
  expect(go('l1', 'out', 'backward')).toBe('f2');
  expect(go('l2', 'out', 'backward')).toBe('f2');
});

test('out of an async function that has waited leads to whoever awaits it, and back to whoever called it', () => {
  const p = calls();
  const wait = p.t.fn('wait', { async: true });
  const enterW = p.t.site(SITE.enter, wait, { flags: OWN_ID });
  const w1 = p.t.step(wait, 31);
  const w2 = p.t.step(wait, 32);
  const suspendW = p.t.site(SITE.suspend, wait, { line: 31 });
  const resumeW = p.t.site(SITE.resume, wait, { line: 31 });
  const leaveW = p.t.site(SITE.return, wait, { flags: POPS | OWN_ID });
  const steps: Record<string, number> = {};
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enterF, [], undef);
    s.event(p.enterL, [40], undef);
    steps.l1 = s.event(p.l1);
    s.event(enterW, [41], undef);
    steps.w1 = s.event(w1);
    s.event(suspendW, [41], undef);
    s.event(p.suspend, [40], undef);
    steps.f = s.event(p.f3);
    s.event(p.leaveF, [], undef);
    cut();
    s.turn(5);
    s.event(resumeW, [41], undef);
    steps.w2 = s.event(w2);
    s.event(leaveW, [41], undef);
    s.turn(5);
    s.event(p.enterG, [], undef);
    steps.g = s.event(p.g1);
    s.event(p.leaveG);
    cut();
    s.turn(6);
    s.event(p.resume, [40], undef);
    steps.l2 = s.event(p.l2);
  });
  const names = new Map(Object.entries(steps).map(([name, n]) => [n, name]));
  const out = (from: string, direction: 'forward' | 'backward'): string | undefined =>
    names.get(r.step(at(steps[from]!), 'out', direction)?.seq ?? -1);
  expect(out('w1', 'forward')).toBe('l2');
  expect(out('w2', 'forward')).toBe('l2');
  expect(out('w2', 'backward')).toBe('l1');
  expect(out('l2', 'backward')).toBe(undefined);
  expect(r.stepProgress(at(steps.w2!), 'out')).toEqual({ kind: 'done', at: at(steps.l2!) });
  expect(r.stepProgress(at(steps.l2!), 'over')).toEqual({ kind: 'running' });
});

test('a throw is uncaught if a failure reports its value', () => {
  const p = calls();
  let [caught, uncaught, foreign] = [0, 0, 0];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enterF, [], undef);
    s.event(p.f1);
    s.event(p.enterG, [], undef);
    caught = s.event(p.throwG, [], obj(50));
    s.event(p.leaveG);
    s.event(p.catchF, [], obj(50));
    cut();
    s.event(p.enterG, [], undef);
    s.event(p.g1);
    uncaught = s.event(p.throwG, [], obj(51));
    s.event(p.leaveG);
    s.system(SYSTEM.failure, 0, tagged(obj(51)));
    cut();
    s.event(p.f2);
    foreign = s.system(SYSTEM.failure, 1, tagged(obj(52)));
  });
  const hits = (throws: 'all' | 'uncaught'): number[] => {
    const found: number[] = [];
    for (let from = at(0); ; ) {
      const hit = r.run(from, { breakpoints: [], throws }, 'forward');
      if (hit.reason === 'end') return found;
      found.push(hit.position.seq);
      from = hit.position;
    }
  };
  expect(hits('uncaught')).toEqual([uncaught, foreign]);
  expect(hits('all')).toEqual([caught, uncaught, foreign]);
  expect(r.resolve('error:2')).toEqual(at(uncaught));
  expect(r.run(at(foreign), { breakpoints: [], throws: 'all' }, 'backward').position.seq).toBe(uncaught);
});

test('an error that no statement threw is a hit where it is first caught', () => {
  const p = calls();
  const hits: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enterF, [], undef);
    s.content(60, CONTENT.error, 0);
    hits.push(s.event(p.catchF, [], obj(60)));
    cut();
    s.event(p.catchF, [], obj(60));
    hits.push(s.event(p.throwG, [], obj(60)));
  });
  const all = { breakpoints: [], throws: 'all' as const };
  const first = r.run(at(0), all, 'forward');
  const second = r.run(first.position, all, 'forward');
  expect([first.position.seq, second.position.seq]).toEqual(hits);
  expect(r.run(second.position, all, 'forward').reason).toBe('end');
});

test('breakpoints in the past, and positions by line', () => {
  const p = calls();
  const seen: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enterF, [], undef);
    for (let i = 0; i < 4; i++) {
      s.event(p.f1);
      seen.push(s.event(p.f2));
      s.event(p.part);
      s.event(p.writeV, [], double(i + 0.5));
      cut();
    }
  });
  const stops = { breakpoints: [{ id: 5, path: '/w/a.ts', line: 2 }], throws: 'none' as const };
  expect(r.run(at(seen[0]!), stops, 'forward')).toEqual({
    position: at(seen[1]!),
    reason: 'breakpoint',
    breakpointIds: [5],
  });
  expect(r.run(at(seen[3]!), stops, 'backward').position.seq).toBe(seen[2]);
  expect(r.run(at(seen[3]!), stops, 'forward').reason).toBe('end');
  expect(r.run(at(seen[0]!), stops, 'backward')).toMatchObject({ reason: 'start', position: at(1) });
  expect(r.resolve('a.ts:2#3')).toEqual(at(seen[2]!));
  expect(r.resolve('a.ts:2')).toEqual(at(seen[0]!));
  const executions = r.executions(at(seen[2]!), { path: '/w/a.ts', line: 2 }, 3);
  expect(executions).toMatchObject({ total: 4, place: { line: 2 } });
  expect(executions?.near.map(({ position, ordinal }) => [position.seq, ordinal])).toEqual([
    [seen[2], 3],
    [seen[1], 2],
    [seen[3], 4],
  ]);
  expect(r.executions(at(0), { path: '/w/a.ts', line: 99 }, 3)).toBeUndefined();
  expect(r.resolve('end').seq).toBe(seen[3]);
  expect(r.resolve('1:4')).toEqual(at(4));
  expect([...r.history(at(seen[3]!), 'v')].map((h) => text(h.value))).toEqual(['0.5', '1.5', '2.5', '3.5']);
  expect(() => r.resolve('a.ts:7')).toThrow(/No statement starts on a.ts:7. The nearest that do: 3, 11/);
  expect(() => r.resolve('a.ts:3')).toThrow(/never executed/);
  expect(() => r.resolve('a.ts:2#9')).toThrow(/executed 4 times/);
  expect(() => r.resolve('b.ts:2')).toThrow(/has no file b.ts/);
  expect(() => r.resolve('seq:900')).toThrow(/not in the recording/);
  expect(() => r.resolve('3:1')).toThrow(/no thread 3/);
  expect(() => r.resolve('error:1')).toThrow(/has 0/);
  expect(() => r.resolve('soon')).toThrow(/not a position/);
});
