import { describe, expect, it } from 'vitest';
import { createRig, PUT, PUT_DYNAMIC, type Rig, VALUE } from './rig.js';

/** Events of `change` on an object that is known already; the object is #1. */
function check<T extends object>(o: T, change: (o: T, rig: Rig) => void, expected: readonly string[]): void {
  const rig = createRig();
  rig.kit.v0(VALUE, o);
  const ids = rig.events().length;
  expect(ids).toBeGreaterThan(0);
  change(o, rig);
  expect(rig.events()).toEqual(expected);
}

/** Calls a method as instrumented code does: the call, then the report. */
function call<K extends PropertyKey>(rig: Rig, receiver: { [key in K]: unknown }, key: K, ...args: unknown[]): void {
  const method = receiver[key] as (...args: unknown[]) => unknown;
  rig.kit.calledMethod(Reflect.apply(method, receiver, args), receiver, null, key, ...args);
}

describe('property writes', () => {
  it('the value the property has now', () =>
    check(
      { a: 1 },
      (o, { kit }) => {
        o.a = 2;
        kit.put(PUT, o, 'a');
      },
      ['site 1 #1 2'],
    ));

  it('a setter writes nothing, but one that is not instrumented may have changed the object', () => {
    const instrumented = {
      set a(_value: number) {
        const $es_1 = 0;
        void $es_1;
      },
    };
    const set = (o: { a: number }, { kit }: Rig): void => {
      o.a = 2;
      kit.put(PUT, o, 'a');
    };
    check(instrumented, set, []);
    check(
      {
        set a(value: number) {
          Object.defineProperty(this, 'b', { value, enumerable: true, writable: true, configurable: true });
        },
      },
      set,
      ['resync #1 object Object 2 {a: setter, b: 2}'],
    );
  });

  it('__proto__', () =>
    check(
      {},
      (o, { kit }) => {
        Object.setPrototypeOf(o, new Map());
        kit.put(PUT, o, '__proto__');
      },
      ['resync #1 object (none) 0 {}'],
    ));

  it('what is shown of an error', () =>
    check(
      new Error('a'),
      (o, { kit }) => {
        o.message = 'b';
        kit.put(PUT, o, 'message');
      },
      ['site 1 #1 "b"', 'resync #1 error Error 2 {[errorName]: "Error", [errorMessage]: "b", message/1: "b"}'],
    ));

  it('computed keys: index, name, symbol', () =>
    check(
      [] as unknown as Record<string | symbol, unknown>,
      (o, { kit }) => {
        const s = Symbol('s');
        o[0] = 'x';
        kit.putDynamic(PUT_DYNAMIC, o, 0);
        o['1'] = 'y';
        kit.putDynamic(PUT_DYNAMIC, o, '1');
        o['01'] = 'z';
        kit.putDynamic(PUT_DYNAMIC, o, '01');
        o[s] = 1;
        kit.putDynamic(PUT_DYNAMIC, o, s);
      },
      ['site 2 #1 0 "x"', 'site 2 #1 1 "y"', 'site 2 #1 01 "z"', 'site 2 #1 Symbol(s)/0 1'],
    ));

  it('an object as key is not converted: the object is looked at again', () =>
    check(
      {} as Record<string, number>,
      (o, { kit }) => {
        const key = { toString: () => 'k' };
        o[String(key)] = 1;
        key.toString = () => {
          throw new Error('converted');
        };
        kit.putDynamic(PUT_DYNAMIC, o, key);
      },
      ['resync #1 object Object 1 {k: 1}'],
    ));

  it('primitives as receivers write nothing', () => check({}, (_o, { kit }) => kit.put(PUT, 'text', 'a'), []));

  it('delete', () =>
    check(
      { a: 1 } as { a?: number },
      (o, { kit }) => {
        delete o.a;
        kit.remove(PUT, o, 'a');
      },
      ['site 1 #1 none'],
    ));
});

describe('known mutators', () => {
  const list = (): number[] => [1, 2, 3];
  it('push', () => check(list(), (o, rig) => call(rig, o, 'push', 4, 'five'), ['splice #1 at 3 -0 4 "five"']));
  it('push of one', () => check(list(), (o, rig) => call(rig, o, 'push', 0.5), ['splice #1 at 3 -0 0.5']));
  it('pop', () => check(list(), (o, rig) => call(rig, o, 'pop'), ['splice #1 at 2 -1']));
  it('shift', () => check(list(), (o, rig) => call(rig, o, 'shift'), ['splice #1 at 0 -1']));
  it('unshift', () => check(list(), (o, rig) => call(rig, o, 'unshift', 0), ['splice #1 at 0 -0 0']));
  it('splice', () => check(list(), (o, rig) => call(rig, o, 'splice', -2, 1, 'x'), ['splice #1 at 1 -1 "x"']));
  it('reverse', () =>
    check(list(), (o, rig) => call(rig, o, 'reverse'), ['resync #1 array Array 3 {0: 3, 1: 2, 2: 1}']));
  it('call', () =>
    check(
      list(),
      (o, { kit }) => {
        const { push } = Array.prototype;
        kit.calledMethod(push.call(o, 9), push, null, 'call', o, 9);
      },
      ['splice #1 at 3 -0 9'],
    ));
  it('apply', () =>
    check(
      list(),
      (o, { kit }) => {
        const { push } = Array.prototype;
        kit.calledMethod(push.apply(o, [8, 9]), push, null, 'apply', o, [8, 9]);
      },
      ['splice #1 at 3 -0 8 9'],
    ));

  it('Map and Set', () => {
    check(
      new Map([['a', 1]]),
      (o, rig) => {
        call(rig, o, 'set', 'b', 2);
        call(rig, o, 'delete', 'a');
        call(rig, o, 'delete', 'a');
        call(rig, o, 'clear');
      },
      ['mapSet #1 "b" 2', 'remove #1 "a"', 'clear #1'],
    );
    check(new Set(), (o, rig) => call(rig, o, 'add', -0), ['setAdd #1 0']);
  });

  it('Object.assign', () =>
    check({ a: 1 } as Record<string, number>, (o, rig) => call(rig, Object, 'assign', o, { b: 2 }), [
      'resync #1 object Object 2 {a: 1, b: 2}',
    ]));
  it('Date', () => check(new Date(0), (o, rig) => call(rig, o, 'setTime', 5), ['resync #1 date Date 0 {[time]: 5}']));
});

describe('bytes', () => {
  const memory = (): { buffer: ArrayBuffer; bytes: Uint8Array; words: Uint16Array; far: Uint8Array } => {
    const buffer = new ArrayBuffer(8);
    return {
      buffer,
      bytes: new Uint8Array(buffer, 0, 4),
      words: new Uint16Array(buffer, 2, 2),
      far: new Uint8Array(buffer, 6),
    };
  };
  const seen = (change: (o: ReturnType<typeof memory>, rig: Rig) => void, expected: readonly string[]): void =>
    check(memory(), (o, rig) => change(o, rig), expected);

  it('an element is told of every other object that shows it', () =>
    seen(
      (o, { kit }) => {
        o.bytes[3] = 7;
        kit.putDynamic(PUT_DYNAMIC, o.bytes, 3);
        o.far[0] = 1;
        kit.putDynamic(PUT_DYNAMIC, o.far, 0);
      },
      // The array of 16 bits is told of a whole element.
      ['site 2 #3 3 7', 'bytes #2 3: 07', 'bytes #4 0: 0007', 'site 2 #5 0 1', 'bytes #2 6: 01'],
    ));

  it('a view that nobody has seen', () =>
    seen(
      (o, rig) => call(rig, new DataView(o.buffer), 'setInt16', 5, 258),
      ['bytes #2 5: 0102', 'bytes #4 2: 0001', 'bytes #5 0: 02'],
    ));

  it('methods: the bytes that they wrote', () =>
    seen(
      (o, rig) => {
        call(rig, o.words, 'fill', 3, -1);
        call(rig, o.bytes, 'set', [1, 2], 1);
      },
      ['bytes #4 2: 0300', 'bytes #2 4: 0300', 'bytes #3 1: 0102', 'bytes #2 1: 0102', 'bytes #4 0: 0200'],
    ));

  it('Buffer', () =>
    check(
      Buffer.alloc(4),
      (o, rig) => {
        call(rig, o, 'write', 'xy', 1);
        call(rig, o, 'writeUInt16LE', 5, 2);
        call(rig, Buffer.from([9]), 'copy', o, 3);
      },
      ['bytes #1 1: 7879', 'bytes #1 2: 0500', 'bytes #1 3: 09'],
    ));

  it('a detached buffer takes its views along', () =>
    check(
      new Uint8Array([1, 2]),
      (o, { kit }) => {
        const { buffer } = o;
        structuredClone(buffer, { transfer: [buffer] });
        kit.called(undefined, structuredClone, buffer);
      },
      ['resync #1 typedArray Uint8Array 0 {[viewKind]: "Uint8Array", [viewOffset]: 0, [viewBuffer]: #2, bytes }'],
    ));
});

describe('foreign calls', () => {
  /** Not known to change nothing, and without anything to close over. */
  const native = (() => {}).bind(undefined);
  const foreign = (o: { a: number }): void => {
    o.a++;
  };
  const instrumented = (o: { a: number }): void => {
    const $es_1 = 0;
    o.a += $es_1 + 1;
  };

  it('look at the arguments again', () =>
    check({ a: 1 }, (o, { kit }) => kit.called(foreign(o), foreign, o), ['resync #1 object Object 1 {a: 2}']));

  it('write nothing for what has not changed', () =>
    check(
      { a: 1 },
      (o, { kit }) => {
        kit.called(foreign(o), foreign, o);
        kit.called(undefined, foreign, o);
      },
      ['resync #1 object Object 1 {a: 2}'],
    ));

  it('a change and back again is not missed', () =>
    check(
      { a: 1 },
      (o, { kit }) => {
        kit.called(undefined, foreign, o);
        o.a = 5;
        kit.put(PUT, o, 'a');
        o.a = 1;
        kit.called(undefined, foreign, o);
      },
      ['resync #1 object Object 1 {a: 1}', 'site 1 #1 5', 'resync #1 object Object 1 {a: 1}'],
    ));

  it('one level further', () =>
    check({ inner: { a: 1 } }, (o, { kit }) => kit.called(foreign(o.inner), foreign, o), [
      'resync #1 object Object 1 {inner: #2}',
      'resync #2 object Object 1 {a: 2}',
    ]));

  it('any number of levels further, also where nothing has changed between', () =>
    check(
      { b: { list: [{ a: 1 }] } },
      (o, { kit, events }) => {
        kit.called(undefined, foreign, o);
        events();
        kit.called(foreign(o.b.list[0]!), foreign, o);
      },
      ['resync #4 object Object 1 {a: 2}'],
    ));

  it('more objects than there is time for are said to be unseen', () => {
    const rig = createRig();
    const lists = [1, 2].map(() => Array.from({ length: 900 }, (_, i) => ({ i })));
    for (const list of lists) rig.kit.v0(VALUE, list);
    rig.kit.called(undefined, foreign, lists[0], lists[1]);
    expect(rig.events().filter((line) => line.startsWith('unseen')).length).toBeGreaterThan(700);
  });

  it('a function that is given nothing: what was handed over before', () =>
    check(
      { a: 1 },
      (o, { kit, events }) => {
        kit.called(undefined, foreign, o);
        events();
        kit.ran(foreign(o), foreign);
        o.a = 9;
        // Native functions close over nothing of the program's.
        kit.ran(undefined, native);
      },
      ['resync #1 object Object 1 {a: 2}'],
    ));

  it('instrumented code records itself', () =>
    check({ a: 1 }, (o, { kit }) => kit.called(instrumented(o), instrumented, o), []));

  it('another call: what was handed over before, unless the callee is native', () =>
    check(
      { a: 1 },
      (o, { kit, events }) => {
        const other = { foreign: () => foreign(o), keys: Object.keys, sync: native };
        kit.called(undefined, foreign, o);
        events();
        kit.calledMethod(other.foreign(), other, null, 'foreign');
        o.a = 9;
        kit.calledMethod(undefined, other, null, 'sync', 1);
        kit.calledMethod(undefined, other, null, 'keys', 1);
      },
      ['resync #1 object Object 1 {a: 2}'],
    ));

  it('objects handed over are looked at in later turns', () =>
    check(
      { a: 1 },
      (o, { kit }) => {
        kit.called(undefined, foreign, o);
        o.a = 7;
        const until = performance.now() + 20;
        while (performance.now() < until);
        kit.turn();
      },
      ['resync #1 object Object 1 {a: 1}', 'turn', 'resync #1 object Object 1 {a: 7}'],
    ));

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

  it('what is not remembered any more is said to be unseen', () => {
    const rig = createRig();
    const objects = Array.from({ length: 400 }, (_, i) => ({ i }));
    rig.kit.v0(VALUE, objects);
    for (const o of objects) rig.kit.called(undefined, native, o);
    const unseen = rig.events().filter((line) => line.startsWith('unseen'));
    expect(new Set(unseen).size).toBe(unseen.length);
    expect(unseen.length).toBeGreaterThanOrEqual(100);
  });

  it('objects never seen are not described', () =>
    check({}, (_o, { kit }) => kit.called(undefined, foreign, { a: 1 }), []));
});

describe('callbacks of code that is not instrumented', () => {
  const foreign = (): void => {};

  it('what they are called with is looked at when they are entered', () =>
    check(
      { a: 1 },
      (o, { kit }) => {
        o.a = 2;
        kit.entered(o);
      },
      ['resync #1 object Object 1 {a: 2}'],
    ));

  it('so is what was handed over before, and not restored since', () =>
    check(
      { state: 'before' },
      (o, { kit, events }) => {
        kit.called(undefined, foreign, o);
        events();
        o.state = 'during the call';
        kit.entered();
        o.state = 'before';
        kit.called(undefined, foreign, o);
      },
      ['resync #1 object Object 1 {state: "during the call"}', 'resync #1 object Object 1 {state: "before"}'],
    ));

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
