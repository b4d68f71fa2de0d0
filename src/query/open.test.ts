import { afterAll, expect, test } from 'vitest';
import {
  double,
  int,
  none,
  obj,
  type StreamBuilder,
  str,
  TableBuilder,
  tagged,
  undef,
} from '../../test/support/stream.js';
import { StreamBuilder as Stream } from '../../test/support/stream.js';
import { record, removeFolders } from '../../test/support/traceFile.js';
import { unwrap } from '../base/result.js';
import { heapId, seq, threadId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { CONTENT, CONTENT_FLAG, ENTRY, GAP, SLOT, stringKey, SYSTEM, WATCH } from '../wire/trace.js';
import type { Position, Recording, Scope, Value } from './api.js';
import { openRecording } from './open.js';

afterAll(removeFolders);

const { OWN_ID, PARENT, POPS, PART } = SITE_FLAG;

/** A recording of the events that `write` makes; every `cut()` ends a segment. */
function recorded(t: TableBuilder, write: (s: StreamBuilder, cut: () => void) => void): Recording {
  const s = new Stream();
  const segments: Int32Array[] = [];
  const cut = (): void => {
    segments.push(s.take());
    s.words.length = 0;
  };
  write(s, cut);
  cut();
  return unwrap(
    openRecording(
      record(
        t,
        segments.filter((w) => w.length > 0),
      ),
    ),
  );
}

const at = (n: number): Position => ({ thread: threadId(1), seq: seq(n) });

function text(value: Value): string {
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'object':
      return `#${value.id}`;
    default:
      return value.kind;
  }
}

const shown = (scopes: readonly Scope[]): string[] =>
  scopes.map((s) => `${s.kind} ${s.name}: ${s.variables.map((v) => `${v.name}=${text(v.value)}`).join(' ')}`.trim());

test('locals, blocks, TDZ and the module', () => {
  const t = new TableBuilder();
  const g = t.variable('g', 0);
  const f = t.fn('f', { kind: 'function' });
  const local = t.functions[f]!.scope;
  const self = t.variable('this', local, { kind: 'this' });
  const a = t.variable('a', local, { kind: 'param' });
  const block = t.block(f);
  const empty = t.block(f, { parent: block });
  const x = t.variable('x', block, { initOffset: 360 });
  const moduleEnter = t.site(SITE.enter, 0, { flags: OWN_ID });
  const writeG = t.write(g, 1);
  const step1 = t.step(0, 1);
  const enter = t.site(SITE.enter, f);
  const writeA = t.write(a, 2);
  const step2 = t.step(f, 2);
  const step3 = t.step(f, 3, { scope: block });
  const writeX = t.write(x, 3);
  const step4 = t.step(f, 4, { scope: empty });
  void self;
  let [before, after] = [0, 0];
  const r = recorded(t, (s, cut) => {
    s.event(moduleEnter, [7], none);
    s.event(step1);
    s.event(writeG, [7], int(1));
    cut();
    s.event(enter, [], obj(9));
    s.event(writeA, [], int(5));
    s.event(step2);
    before = s.event(step3);
    cut();
    s.event(writeX, [], int(6));
    after = s.event(step4);
  });
  expect(shown(r.scopes(at(before), 0))).toEqual(['block : x=tdz', 'local f: this=#9 a=5', 'module a.ts: g=1']);
  expect(shown(r.scopes(at(after), 0))).toEqual(['block : x=6', 'local f: this=#9 a=5', 'module a.ts: g=1']);
  expect(shown(r.scopes(at(after), 1))).toEqual(['module a.ts: g=1']);
  expect(r.stack(at(after)).frames.map((fr) => [fr.functionName, fr.place.file, fr.place.line, fr.stepAt])).toEqual([
    ['f', 'a.ts', 4, after],
    ['(module)', 'a.ts', 1, 1],
  ]);
  expect(r.stack(at(after), { start: 1, count: 5 })).toMatchObject({ total: 2, frames: [{ index: 1 }] });
});

/** for (let i…) fns.push(() => i): an instance per iteration. */
function closures() {
  const t = new TableBuilder();
  const outer = t.fn('outer', { instanced: true });
  const n = t.variable('n', t.functions[outer]!.scope, { captured: true });
  const loop = t.block(outer, { instanced: true });
  const i = t.variable('i', loop, { captured: true, initOffset: 0 });
  const k = t.variable('k', loop, { captured: true });
  const inner = t.fn('inner', { kind: 'arrow', parent: loop });
  return {
    t,
    moduleEnter: t.site(SITE.enter, 0, { flags: OWN_ID }),
    enterOuter: t.site(SITE.enter, outer, { flags: OWN_ID }),
    writeN: t.write(n, 1),
    stepOuter: t.step(outer, 1),
    scope: t.site(SITE.scope, outer, { ref: loop, scope: loop, flags: PARENT }),
    writeI: t.write(i, 2),
    writeK: t.write(k, 2),
    iterate: t.site(SITE.iterate, outer, { ref: loop, scope: loop }),
    stepLoop: t.step(outer, 3, { scope: loop }),
    leaveOuter: t.site(SITE.return, outer, { flags: POPS | OWN_ID }),
    enterInner: t.site(SITE.enter, inner, { flags: PARENT }),
    stepInner: t.step(inner, 4),
  };
}

test('closures see the instance of their iteration, found through segments that do not name it', () => {
  const p = closures();
  let calls: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.moduleEnter, [1]);
    s.event(p.enterOuter, [2], undef);
    s.event(p.writeN, [2], int(100));
    s.event(p.scope, [3, 2]);
    s.event(p.writeK, [3], int(77));
    s.event(p.writeI, [3], int(0));
    cut();
    for (let id = 3; id < 8; id++) {
      s.event(p.stepLoop);
      s.event(p.iterate, [id + 1, id]);
      s.event(p.writeI, [id + 1], int(id - 2));
      if (id % 2 === 0) cut();
    }
    s.event(p.leaveOuter, [2], undef);
    for (let n = 0; n < 3; n++) {
      s.turn(n);
      cut();
    }
    calls = [3, 5, 8].map((parent) => {
      s.event(p.enterInner, [parent]);
      return s.event(p.stepInner);
    });
  });
  expect(calls.map((c) => shown(r.scopes(at(c), 0)).slice(0, 3))).toEqual([
    ['local inner:', 'block : i=0 k=77', 'closure outer: n=100'],
    ['local inner:', 'block : i=2 k=77', 'closure outer: n=100'],
    ['local inner:', 'block : i=5 k=77', 'closure outer: n=100'],
  ]);
  expect([...r.history(at(calls[1]!), 'i')].map((h) => text(h.value))).toEqual(['0', '1', '2', '3', '4', '5']);
});

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

/** One function, entered, with puts on object 20 and others. */
function heap() {
  const t = new TableBuilder();
  const f = t.fn('f');
  const o = t.variable('o', t.functions[f]!.scope);
  return {
    t,
    enter: t.site(SITE.enter, f),
    step: t.step(f, 1),
    writeO: t.write(o, 1),
    putA: t.site(SITE.put, f, { ref: t.key('a') }),
    putLength: t.site(SITE.put, f, { ref: t.key('length') }),
    put: t.site(SITE.put, f, { flags: SITE_FLAG.DYNAMIC }),
    deleteA: t.site(SITE.delete, f, { ref: t.keys.indexOf('a') }),
  };
}

const property = (key: number, value: ReturnType<typeof int>): number[] => [ENTRY.property, key, ...tagged(value)];

test('an object is its last content and the writes since', () => {
  const p = heap();
  const marks: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.string(1, 'a');
    s.string(2, 'b');
    s.string(3, 'Point');
    s.system(SYSTEM.proto, 0, [1, 3, 0]);
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.object, 2, [...property(stringKey(1), int(1)), ...property(stringKey(2), str(3))], {
      proto: 1,
    });
    s.event(p.writeO, [], obj(20));
    marks.push(s.event(p.step));
    cut();
    s.event(p.putA, [20], int(2));
    s.event(p.put, [20, 5], int(50));
    marks.push(s.event(p.step));
    cut();
    s.event(p.putA, [21], int(99));
    cut();
    s.event(p.deleteA, [20]);
    marks.push(s.event(p.step));
    s.content(20, CONTENT.object, 1, property(stringKey(1), int(9)), { proto: 1, sub: 1 });
    marks.push(s.event(p.step));
  });
  const named = (n: number): string[] =>
    r.properties(at(n), heapId(20), 'named').map((q) => `${q.name}=${text(q.value)}`);
  expect(marks.map(named)).toEqual([
    ['a=1', 'b="Point"'],
    ['5=50', 'a=2', 'b="Point"'],
    ['5=50', 'b="Point"'],
    ['a=9'],
  ]);
  expect(r.object(at(marks[1]!), heapId(20))).toMatchObject({
    kind: 'object',
    className: 'Point',
    classChain: ['Point'],
    size: 3,
    cut: false,
    stale: false,
  });
  expect([...r.history(at(marks[3]!), 'o.a')].map((h) => text(h.value))).toEqual(['1', '2', 'undefined', '9']);
  expect(r.object(at(marks[3]!), heapId(21))).toMatchObject({ kind: 'cut', cut: true });
});

test('private names outlive a new look from outside', () => {
  const p = heap();
  const putSecret = p.t.site(SITE.put, 1, { ref: p.t.key('#secret') });
  const marks: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.string(1, 'a');
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.object, 0);
    s.event(p.writeO, [], obj(20));
    s.event(putSecret, [20], int(1));
    cut();
    s.event(putSecret, [20], int(2));
    cut();
    s.content(20, CONTENT.object, 1, property(stringKey(1), int(9)), { sub: 1 });
    marks.push(s.event(p.step));
    s.content(20, CONTENT.object, 1, property(stringKey(1), int(8)), { sub: 1 });
    s.event(putSecret, [20], int(3));
    marks.push(s.event(p.step));
  });
  const named = (n: number): string[] =>
    r.properties(at(n), heapId(20), 'named').map((q) => `${q.name}=${text(q.value)}`);
  expect(marks.map((m) => named(m).sort())).toEqual([
    ['#secret=2', 'a=9'],
    ['#secret=3', 'a=8'],
  ]);
  expect([...r.history(at(marks[1]!), 'o.#secret')].map((h) => text(h.value))).toEqual(['1', '2', '3']);
});

test('arrays: splices, holes, length, what capture left out', () => {
  const p = heap();
  const marks: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.array, 4, [...property(0, int(10)), ...property(1, int(11)), ...property(3, int(13))]);
    s.content(21, CONTENT.array, 5, property(0, int(1)), { flags: CONTENT_FLAG.itemsCut });
    marks.push(s.event(p.step));
    s.system(SYSTEM.splice, 0, [20, 1, 1, ...tagged(int(90)), ...tagged(int(91))]);
    s.system(SYSTEM.splice, 0, [21, 5, 0, ...tagged(int(6))]);
    marks.push(s.event(p.step));
    cut();
    s.event(p.putLength, [20], int(2));
    s.event(p.put, [20, 3], int(33));
    s.system(SYSTEM.splice, 0, [21, 0, 1]);
    marks.push(s.event(p.step));
  });
  const elements = (n: number, id: number): string =>
    r
      .properties(at(n), heapId(id), 'indexed')
      .map((q) => text(q.value))
      .join(' ');
  expect(marks.map((m) => elements(m, 20))).toEqual(['10 11 hole 13', '10 90 91 hole 13', '10 90 hole 33']);
  expect(marks.map((m) => elements(m, 21))).toEqual([
    '1 unknown unknown unknown unknown',
    '1 unknown unknown unknown unknown 6',
    'unknown unknown unknown unknown 6',
  ]);
  expect(r.properties(at(marks[1]!), heapId(20), 'indexed', { start: 2, count: 2 }).map((q) => q.name)).toEqual([
    '2',
    '3',
  ]);
  expect(r.object(at(marks[2]!), heapId(20))).toMatchObject({ kind: 'array', size: 4 });
});

test('maps, sets, internal slots and bytes', () => {
  const p = heap();
  let end = 0;
  const r = recorded(p.t, (s) => {
    s.string(1, 'k');
    s.string(2, 'Uint16Array');
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.map, 1, [ENTRY.mapEntry, ...tagged(str(1)), ...tagged(int(1))]);
    s.system(SYSTEM.mapSet, 0, [20, ...tagged(str(1)), ...tagged(int(2))]);
    s.system(SYSTEM.mapSet, 0, [20, ...tagged(obj(21)), ...tagged(int(3))]);
    s.content(21, CONTENT.set, 2, [ENTRY.setElement, ...tagged(int(0)), ENTRY.setElement, ...tagged(int(5))]);
    s.system(SYSTEM.remove, 0, [21, ...tagged(double(-0))]);
    s.system(SYSTEM.setAdd, 0, [21, ...tagged(int(8))]);
    s.content(22, CONTENT.typedArray, 2, [ENTRY.slot, SLOT.viewKind, ...tagged(str(2)), ENTRY.bytes, 4, 0x00020001]);
    s.content(23, CONTENT.date, 0, [ENTRY.slot, SLOT.time, ...tagged(int(1234))]);
    end = s.event(p.step);
  });
  expect(r.entries(at(end), heapId(20)).map((e) => `${e.key && text(e.key)}=${text(e.value)}`)).toEqual([
    '"k"=2',
    '#21=3',
  ]);
  expect(r.entries(at(end), heapId(20), { start: 1, count: 1 })).toHaveLength(1);
  expect(r.entries(at(end), heapId(21)).map((e) => text(e.value))).toEqual(['5', '8']);
  expect(r.properties(at(end), heapId(22), 'indexed').map((q) => text(q.value))).toEqual(['1', '2']);
  expect(r.object(at(end), heapId(22)).bytes).toEqual(Uint8Array.of(1, 0, 2, 0));
  expect(r.object(at(end), heapId(23)).slots).toEqual({ time: { kind: 'number', value: 1234 } });
});

test('an object is stale only behind a gap', () => {
  const p = heap();
  const marks: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.object, 0);
    marks.push(s.event(p.step));
    s.turn(100);
    marks.push(s.event(p.step));
    s.system(SYSTEM.gap, GAP.resyncBudget, [3]);
    cut();
    marks.push(s.event(p.step));
    s.content(20, CONTENT.object, 0, [], { sub: 1 });
    marks.push(s.event(p.step));
  });
  expect(marks.map((m) => r.object(at(m), heapId(20)).stale)).toEqual([false, false, true, false]);
  expect(r.object(at(marks[2]!), heapId(20)).seenAt).toBe(1);
  expect(r.info().eventsLost).toEqual({ resyncBudget: 3 });
});

test('an object that nobody looks at any more is stale, and no other', () => {
  const p = heap();
  const marks: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.object, 0);
    s.content(21, CONTENT.object, 0);
    s.system(SYSTEM.watch, WATCH.unseen, [20]);
    marks.push(s.event(p.step));
    s.event(p.putA, [20], int(4));
    cut();
    marks.push(s.event(p.step));
    s.system(SYSTEM.watch, WATCH.seen, [20]);
    marks.push(s.event(p.step));
    s.system(SYSTEM.watch, WATCH.unseen, [20]);
    s.content(20, CONTENT.object, 0, [], { sub: 1 });
    marks.push(s.event(p.step));
  });
  expect(marks.map((m) => r.object(at(m), heapId(20)).stale)).toEqual([true, true, false, false]);
  expect(marks.map((m) => r.object(at(m), heapId(21)).stale)).toEqual([false, false, false, false]);
  expect(r.object(at(marks[1]!), heapId(20)).seenAt).toBe(5);
});

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
