import { describe, expect, it } from 'vitest';
import { createRig, eventsOf, PUT, PUT_DYNAMIC, VALUE } from './rig.js';

/** What follows the only content of #3. */
function afterContent(lines: readonly string[]): readonly string[] {
  const contents = lines.flatMap((line, i) => (/^(content|resync) #3 /.test(line) ? [i] : []));
  expect(contents).toHaveLength(1);
  return lines.slice(contents[0]! + 1, contents[0]! + 2);
}

describe('foreign calls', () => {
  /** Not known to change nothing, and without anything to close over. */
  const native = Proxy.revocable as unknown as () => void;
  const foreign = (o: { a: number }): void => {
    o.a++;
  };
  const instrumented = (o: { a: number }): void => {
    const $es_1 = 0;
    o.a += $es_1 + 1;
  };

  it('look at the arguments again', () =>
    expect(eventsOf({ a: 1 }, (o, { kit }) => kit.called(foreign(o), foreign, o))).toEqual([
      'resync #1 object Object 1 {a: 2}',
    ]));

  it('write nothing for what has not changed', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit }) => {
        kit.called(foreign(o), foreign, o);
        kit.called(undefined, foreign, o);
      }),
    ).toEqual(['resync #1 object Object 1 {a: 2}']));

  it('a change and back again is not missed', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit }) => {
        kit.called(undefined, foreign, o);
        o.a = 5;
        kit.put(PUT, o, 'a');
        o.a = 1;
        kit.called(undefined, foreign, o);
      }),
    ).toEqual(['resync #1 object Object 1 {a: 1}', 'site 1 #1 5', 'resync #1 object Object 1 {a: 1}']));

  it('one level further', () =>
    expect(eventsOf({ inner: { a: 1 } }, (o, { kit }) => kit.called(foreign(o.inner), foreign, o))).toEqual([
      'resync #1 object Object 1 {inner: #2}',
      'resync #2 object Object 1 {a: 2}',
    ]));

  it('any number of levels further, also where nothing has changed between', () =>
    expect(
      eventsOf({ b: { list: [{ a: 1 }] } }, (o, { kit, events }) => {
        kit.called(undefined, foreign, o);
        events();
        kit.called(foreign(o.b.list[0]!), foreign, o);
      }),
    ).toEqual(['resync #4 object Object 1 {a: 2}']));

  it('more objects than there is time for are said to be unseen', () => {
    const rig = createRig();
    const lists = [1, 2].map(() => Array.from({ length: 900 }, (_, i) => ({ i })));
    for (const list of lists) rig.kit.v0(VALUE, list);
    rig.kit.called(undefined, foreign, lists[0], lists[1]);
    expect(rig.events().filter((line) => line.startsWith('unseen')).length).toBeGreaterThan(700);
  });

  it('a function that is given nothing: what was handed over before', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit, events }) => {
        kit.called(undefined, foreign, o);
        events();
        kit.ran(foreign(o), foreign);
        o.a = 9;
        // Native functions close over nothing of the program's.
        kit.ran(undefined, native);
      }),
    ).toEqual(['resync #1 object Object 1 {a: 2}']));

  it('nobody knows what a function was bound to elsewhere', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit, events }) => {
        const bound = foreign.bind(undefined, o);
        kit.called(undefined, foreign, o);
        events();
        kit.ran(bound(), bound);
      }),
    ).toEqual(['resync #1 object Object 1 {a: 2}']));

  it('what changes its receiver alone changes what it was bound to, whatever it is given', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit, events }) => {
        const list: unknown[] = [];
        kit.v0(VALUE, list);
        kit.called(undefined, foreign, o);
        events();
        const push = list.push.bind(list);
        kit.calledMethod(push, list.push, null, 'bind', list);
        o.a = 9;
        kit.ran(push(o), push, o);
      }),
    ).toEqual(['resync #2 array Array 1 {0: #1}']));

  it('instrumented code records itself', () =>
    expect(eventsOf({ a: 1 }, (o, { kit }) => kit.called(instrumented(o), instrumented, o))).toEqual([]));

  it('another call: what was handed over before, unless the callee is native', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit, events }) => {
        const other = { foreign: () => foreign(o), keys: Object.keys, sync: native };
        kit.called(undefined, foreign, o);
        events();
        kit.calledMethod(other.foreign(), other, null, 'foreign');
        o.a = 9;
        kit.calledMethod(undefined, other, null, 'sync', 1);
        kit.calledMethod(undefined, other, null, 'keys', 1);
      }),
    ).toEqual(['resync #1 object Object 1 {a: 2}']));

  it('objects handed over are looked at in later turns', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit }) => {
        kit.called(undefined, foreign, o);
        o.a = 7;
        kit.turn();
      }),
    ).toEqual(['resync #1 object Object 1 {a: 1}', 'turn', 'resync #1 object Object 1 {a: 7}']));

  it('what a turn has no time for is said to be unseen, until it is looked at again', () => {
    const rig = createRig({ time: { share: 0, savedMs: 0, atOnceMs: 0 } });
    const objects = Array.from({ length: 100 }, () => ({ a: 1 }));
    rig.kit.v0(VALUE, objects);
    for (const o of objects) rig.kit.called(undefined, native, o);
    rig.events();
    rig.kit.turn();
    const unseen = rig.events().filter((line) => line.startsWith('unseen'));
    expect(unseen.length).toBeGreaterThan(50);
    for (const o of objects) rig.kit.called(undefined, native, o);
    const seen = rig.events();
    expect(seen.filter((line) => line.startsWith('seen'))).toHaveLength(seen.length);
    expect(seen.map((line) => line.slice(5))).toEqual(expect.arrayContaining(unseen.map((line) => line.slice(7))));
  });

  it('with what it leads to, though that has never been handed over', () => {
    const rig = createRig({ time: { share: 0, savedMs: 0, atOnceMs: 0 } });
    const o = { part: { n: 1 } };
    rig.kit.v0(VALUE, o);
    rig.kit.called(undefined, native, o);
    rig.events();
    o.part.n = 2;
    rig.kit.entered();
    expect(rig.events()).toEqual(['unseen #1', 'unseen #2']);
  });

  it('so is what was put into it since', () => {
    const rig = createRig({ time: { share: 0, savedMs: 0, atOnceMs: 0 } });
    const values = Array.from({ length: 8 }, (_, n) => ({ n }));
    const ids = values.map((value) => rig.kit.v0(VALUE, value)).map((_, i) => i + 1);
    const host = {
      list: [] as unknown[],
      map: new Map(),
      set: new Set(),
      x: undefined as unknown,
      y: undefined as unknown,
    };
    rig.kit.v0(VALUE, host);
    rig.kit.called(undefined, native, host);
    host.x = values[0];
    rig.kit.assigned(PUT, host, 'x', values[0]);
    host.y = values[1];
    rig.kit.putDynamic(PUT_DYNAMIC, host, 'y');
    rig.kit.calledMethod(host.list.push(values[2]!), host.list, null, 'push', values[2]);
    rig.kit.calledMethod(host.list.unshift(values[3]!, 1), host.list, null, 'unshift', values[3], 1);
    rig.kit.calledMethod(host.map.set(values[4], values[5]), host.map, null, 'set', values[4], values[5]);
    rig.kit.calledMethod(host.set.add(values[6]), host.set, null, 'add', values[6]);
    rig.kit.calledMethod(Object.assign(host, { z: values[7] }), Object, null, 'assign', host, { z: values[7] });
    rig.events();
    rig.kit.entered();
    expect(rig.events()).toEqual(expect.arrayContaining(ids.map((id) => `unseen #${id}`)));
  });

  it('what the stream has lost by then is unseen when it is described again', () => {
    const rig = createRig({ time: { share: 0, savedMs: 0, atOnceMs: 0 } });
    const o = { part: { n: 1 } };
    rig.kit.v0(VALUE, o);
    rig.kit.called(undefined, native, o);
    rig.heap.forget();
    rig.kit.entered();
    rig.events();
    rig.kit.v0(VALUE, o.part);
    expect(rig.events()).toContain('unseen #2');
  });

  it('and still is when it is described for another reason', () => {
    const rig = createRig({ time: { share: 0, savedMs: -1000, atOnceMs: 0 } });
    const [first, second, o] = [{ n: 0 }, { n: 0 }, { n: 0 }];
    for (const value of [first, second, o]) rig.kit.v0(VALUE, value);
    rig.events();
    rig.kit.called(undefined, foreign, first, second, o);
    expect(rig.events().at(-1)).toBe('unseen #3');
    for (o.n = 1; o.n < 3; o.n++) {
      rig.kit.put(PUT, o, 'n');
      if (o.n === 1) rig.beginSample();
    }
    expect(afterContent(rig.events())).toEqual(['unseen #3']);
    rig.heap.forget();
    rig.kit.v0(VALUE, o);
    expect(afterContent(rig.events())).toEqual(['unseen #3']);
  });

  it('what is not remembered any more is said to be unseen', () => {
    const rig = createRig();
    const objects = Array.from({ length: 400 }, (_, i) => ({ i }));
    rig.kit.v0(VALUE, objects);
    for (const o of objects) rig.kit.called(undefined, native, o);
    const unseen = rig.events().filter((line) => line.startsWith('unseen'));
    expect(new Set(unseen).size).toBe(unseen.length);
    expect(unseen.length).toBeGreaterThanOrEqual(100);
  });

  it('who took more time than there is looks at little until it is made good', () => {
    const rig = createRig({ time: { share: 0, savedMs: -1000, atOnceMs: 0 } });
    const o = { one: { n: 1 }, two: { n: 2 }, three: { n: 3 } };
    rig.kit.v0(VALUE, o);
    rig.events();
    for (const part of [o.one, o.two, o.three]) part.n = 9;
    rig.kit.called(undefined, foreign, o.one, o.two, o.three);
    const lines = rig.events();
    expect(lines.filter((line) => line.startsWith('resync'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('unseen'))).toEqual(['unseen #4']);
  });

  it('and at nothing of the kind that uninstrumented code makes for itself', () => {
    class Request {
      n = 1;
    }
    const rig = createRig({ time: { share: 0, savedMs: -1000, atOnceMs: 0 } });
    const request = new Request();
    const o = { n: 1 };
    for (const value of [request, o]) rig.kit.v0(VALUE, value);
    rig.events();
    request.n = 2;
    o.n = 2;
    rig.kit.called(undefined, native, request, o);
    expect(rig.events()).toEqual(['unseen #1', expect.stringMatching(/^resync #\d+ object Object 1 {n: 2}$/)]);
  });

  it('what little it looks at is unseen from the next turn on, with what it leads to', () => {
    const rig = createRig({ time: { share: 0, savedMs: -1000, atOnceMs: 0 } });
    const o = { part: { n: 1 } };
    rig.kit.v0(VALUE, o);
    rig.events();
    rig.kit.called(undefined, native, o);
    expect(rig.events().filter((line) => line.startsWith('unseen'))).toEqual([]);
    o.part.n = 2;
    rig.kit.turn();
    rig.kit.turn();
    expect(rig.events().filter((line) => line.startsWith('unseen'))).toEqual(['unseen #1', 'unseen #2']);
  });

  it('and of much that is handed over in one turn, the first before the next turn', () => {
    const rig = createRig({ time: { share: 0, savedMs: -1000, atOnceMs: 0 } });
    const objects = Array.from({ length: 2000 }, (_, i) => ({ i }));
    for (const o of objects) rig.kit.v0(VALUE, o);
    rig.events();
    for (const o of objects) rig.kit.called(undefined, native, o);
    const unseen = rig.events().filter((line) => line.startsWith('unseen'));
    expect(unseen.length).toBeGreaterThan(900);
    rig.kit.turn();
    const all = [...unseen, ...rig.events().filter((line) => line.startsWith('unseen'))];
    expect(new Set(all).size).toBe(2000);
  });

  it('objects never seen are not described', () =>
    expect(eventsOf({}, (_o, { kit }) => kit.called(undefined, foreign, { a: 1 }))).toEqual([]));
});

describe('callbacks of code that is not instrumented', () => {
  const foreign = (): void => {};

  it('what they are called with is looked at when they are entered', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit }) => {
        o.a = 2;
        kit.entered(o);
      }),
    ).toEqual(['resync #1 object Object 1 {a: 2}']));

  it('so is what was handed over before, and not restored since', () =>
    expect(
      eventsOf({ state: 'before' }, (o, { kit, events }) => {
        kit.called(undefined, foreign, o);
        events();
        o.state = 'during the call';
        kit.entered();
        o.state = 'before';
        kit.called(undefined, foreign, o);
      }),
    ).toEqual(['resync #1 object Object 1 {state: "during the call"}', 'resync #1 object Object 1 {state: "before"}']));

  it('or it is said to be unseen, once', () => {
    const rig = createRig({ time: { share: 0, savedMs: 0, atOnceMs: 0 } });
    const o = { a: 1 };
    rig.kit.v0(VALUE, o);
    rig.kit.called(undefined, foreign, o);
    rig.events();
    rig.kit.entered();
    rig.kit.entered();
    expect(rig.events()).toEqual(['unseen #1']);
  });
});
