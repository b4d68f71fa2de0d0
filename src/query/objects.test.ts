import { afterAll, expect, test } from 'vitest';
import { at, recorded, text } from '../../test/support/recorded.js';
import { double, int, obj, str, tagged, undef, TableBuilder } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { heapId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { CONTENT, CONTENT_FLAG, ENTRY, GAP, SLOT, stringKey, SYSTEM, WATCH } from '../wire/trace.js';

afterAll(removeFolders);

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

test('an array is as long as its last index says, of 32 bits, too', () => {
  const p = heap();
  const marks: number[] = [];
  const r = recorded(p.t, (s) => {
    s.string(1, '4294967295');
    s.string(2, '2147483648');
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.array, 1, property(0, int(1)));
    for (const key of [1, 2]) {
      s.event(p.put, [20, stringKey(key)], int(2));
      marks.push(s.event(p.step));
    }
  });
  expect(marks.map((n) => r.object(at(n), heapId(20))?.size)).toEqual([1, 2147483649]);
});

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
  const putOther = p.t.site(SITE.put, 1, { ref: p.t.key('#other') });
  const marks: number[] = [];
  let first = 0;
  const r = recorded(p.t, (s, cut) => {
    s.string(1, 'a');
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.object, 0);
    s.event(p.writeO, [], obj(20));
    s.event(putSecret, [20], int(1));
    s.event(putOther, [20], int(5));
    first = s.event(p.step);
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
  const all = [
    ['#other=5', '#secret=2', 'a=9'],
    ['#other=5', '#secret=3', 'a=8'],
  ];
  expect(marks.map((m) => named(m).sort())).toEqual(all);
  r.refresh();
  // What is known from before saves the way back, and says the same.
  expect(named(first).sort()).toEqual(['#other=5', '#secret=1']);
  expect(marks.map((m) => named(m).sort())).toEqual(all);
  expect([...r.history(at(marks[1]!), 'o.#secret')].map((h) => text(h.value))).toEqual(['1', '2', '3']);
});

test('private names of an object that is described as new again are not known', () => {
  const p = heap();
  const putSecret = p.t.site(SITE.put, 1, { ref: p.t.key('#secret') });
  const marks: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.string(1, 'a');
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.object, 0);
    s.event(p.writeO, [], obj(20));
    s.event(putSecret, [20], int(1));
    s.system(SYSTEM.watch, WATCH.unseen, [20]);
    marks.push(s.event(p.step));
    cut();
    s.content(20, CONTENT.object, 1, property(stringKey(1), int(9)));
    marks.push(s.event(p.step));
    s.event(putSecret, [20], int(3));
    marks.push(s.event(p.step));
  });
  const named = (n: number): string[] =>
    r.properties(at(n), heapId(20), 'named').map((q) => `${q.name}=${text(q.value)}`);
  const all = [['#secret=1'], ['#secret=unknown', 'a=9'], ['#secret=3', 'a=9']];
  expect([...marks].reverse().map((m) => named(m).sort())).toEqual([...all].reverse());
  expect(marks.map((m) => named(m).sort())).toEqual(all);
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
    s.event(p.putLength, [20], double(3e9));
    marks.push(s.event(p.step));
  });
  const elements = (n: number, id: number): string =>
    r
      .properties(at(n), heapId(id), 'indexed')
      .map((q) => text(q.value))
      .join(' ');
  expect(r.object(at(marks.pop()!), heapId(20))).toMatchObject({ size: 3e9 });
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
    s.system(SYSTEM.gap, GAP.captureFailed, [3]);
    cut();
    marks.push(s.event(p.step));
    s.content(20, CONTENT.object, 0, [], { sub: 1 });
    marks.push(s.event(p.step));
  });
  expect(marks.map((m) => r.object(at(m), heapId(20)).stale)).toEqual([false, false, true, false]);
  expect(r.object(at(marks[2]!), heapId(20)).seenAt).toBe(1);
  expect(r.info()).toMatchObject({ eventsLost: { captureFailed: 3 }, eventsLeftOut: {} });
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

test('writes of a property, an element and a length are found segment by segment, in both directions', () => {
  const p = heap();
  const seqs: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.enter, [], undef);
    s.content(20, CONTENT.array, 1, property(0, int(10)));
    s.event(p.writeO, [], obj(20));
    s.event(p.step);
    cut();
    for (const value of [1, 2]) {
      seqs.push(s.event(p.putA, [20], int(value)));
      s.event(p.putA, [21], int(99));
      cut();
    }
    seqs.push(s.system(SYSTEM.splice, 0, [20, 1, 0, ...tagged(int(11))]));
    cut();
    s.event(p.putLength, [21], int(7));
    seqs.push(s.event(p.put, [20, 1], int(12)));
    s.event(p.step);
  });
  const end = at(seqs.at(-1)! + 1);
  const writes = (expression: string): number[] => [...r.history(end, expression)].map(({ position }) => position.seq);
  expect(writes('o.a')).toEqual(seqs.slice(0, 2));
  expect(writes('o[1]')).toEqual(seqs.slice(2));
  expect(writes('o.length')).toEqual([1, seqs[2]]);
  const ref = r.dataRef(end, 0, 'o.a');
  expect(Array.from(r.lastWrites(end, ref), ({ position }) => position.seq)).toEqual([seqs[1], seqs[0]]);
  const stops = { breakpoints: [], throws: 'none', data: [{ id: 9, ref }] } as const;
  const hit = r.run(end, stops, 'backward');
  expect(hit).toMatchObject({ reason: 'data', breakpointIds: [9], position: at(seqs[1]!) });
  expect(r.run(hit.position, stops, 'forward').reason).toBe('end');
});
