import { describe, expect, it } from 'vitest';
import { eventsOf, PUT, PUT_DYNAMIC, type Rig } from './rig.js';

/** Calls a method as instrumented code does: the call, then the report. */
function call<K extends PropertyKey>(rig: Rig, receiver: { [key in K]: unknown }, key: K, ...args: unknown[]): void {
  const method = receiver[key] as (...args: unknown[]) => unknown;
  rig.kit.calledMethod(Reflect.apply(method, receiver, args), receiver, null, key, ...args);
}

describe('property writes', () => {
  it('the value the property has now', () =>
    expect(
      eventsOf({ a: 1 }, (o, { kit }) => {
        o.a = 2;
        kit.put(PUT, o, 'a');
      }),
    ).toEqual(['site 1 #1 2']));

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
    expect(eventsOf(instrumented, set)).toEqual([]);
    expect(
      eventsOf(
        {
          set a(value: number) {
            Object.defineProperty(this, 'b', { value, enumerable: true, writable: true, configurable: true });
          },
        },
        set,
      ),
    ).toEqual(['resync #1 object Object 2 {a: setter, b: 2}']);
  });

  it('__proto__', () =>
    expect(
      eventsOf({}, (o, { kit }) => {
        Object.setPrototypeOf(o, new Map());
        kit.put(PUT, o, '__proto__');
      }),
    ).toEqual(['resync #1 object (none) 0 {}']));

  it('what is shown of an error', () =>
    expect(
      eventsOf(new Error('a'), (o, { kit }) => {
        o.message = 'b';
        kit.put(PUT, o, 'message');
      }),
    ).toEqual([
      'site 1 #1 "b"',
      'resync #1 error Error 2 {[errorName]: "Error", [errorMessage]: "b", message/1: "b"}',
    ]));

  it('computed keys: index, name, symbol', () =>
    expect(
      eventsOf([] as unknown as Record<string | symbol, unknown>, (o, { kit }) => {
        const s = Symbol('s');
        o[0] = 'x';
        kit.putDynamic(PUT_DYNAMIC, o, 0);
        o['1'] = 'y';
        kit.putDynamic(PUT_DYNAMIC, o, '1');
        o['01'] = 'z';
        kit.putDynamic(PUT_DYNAMIC, o, '01');
        o[s] = 1;
        kit.putDynamic(PUT_DYNAMIC, o, s);
      }),
    ).toEqual(['site 2 #1 0 "x"', 'site 2 #1 1 "y"', 'site 2 #1 01 "z"', 'site 2 #1 Symbol(s)/0 1']));

  it('an object as key is not converted: the object is looked at again', () =>
    expect(
      eventsOf({} as Record<string, number>, (o, { kit }) => {
        const key = { toString: () => 'k' };
        o[String(key)] = 1;
        key.toString = () => {
          throw new Error('converted');
        };
        kit.putDynamic(PUT_DYNAMIC, o, key);
      }),
    ).toEqual(['resync #1 object Object 1 {k: 1}']));

  it('primitives as receivers write nothing', () =>
    expect(eventsOf({}, (_o, { kit }) => kit.put(PUT, 'text', 'a'))).toEqual([]));

  it('delete', () =>
    expect(
      eventsOf({ a: 1 } as { a?: number }, (o, { kit }) => {
        delete o.a;
        kit.remove(PUT, o, 'a');
      }),
    ).toEqual(['site 1 #1 none']));
});

describe('known mutators', () => {
  const list = (): number[] => [1, 2, 3];
  it('push', () =>
    expect(eventsOf(list(), (o, rig) => call(rig, o, 'push', 4, 'five'))).toEqual(['splice #1 at 3 -0 4 "five"']));
  it('push of one', () =>
    expect(eventsOf(list(), (o, rig) => call(rig, o, 'push', 0.5))).toEqual(['splice #1 at 3 -0 0.5']));
  it('pop', () => expect(eventsOf(list(), (o, rig) => call(rig, o, 'pop'))).toEqual(['splice #1 at 2 -1']));
  it('shift', () => expect(eventsOf(list(), (o, rig) => call(rig, o, 'shift'))).toEqual(['splice #1 at 0 -1']));
  it('unshift', () =>
    expect(eventsOf(list(), (o, rig) => call(rig, o, 'unshift', 0))).toEqual(['splice #1 at 0 -0 0']));
  it('splice', () =>
    expect(eventsOf(list(), (o, rig) => call(rig, o, 'splice', -2, 1, 'x'))).toEqual(['splice #1 at 1 -1 "x"']));
  it.each([
    ['a part', [7, 1, 2], ['splice #1 at 1 -1 7']],
    ['from its end', ['x', -1], ['splice #1 at 2 -1 "x"']],
    ['nothing', [7, 2, 1], []],
    ['most of it', [7, 1], ['resync #1 array Array 3 {0: 1, 1: 7, 2: 7}']],
    ['all of it', [7], ['resync #1 array Array 3 {0: 7, 1: 7, 2: 7}']],
    ['a part by a place that is no number', [7, '1', 2], ['resync #1 array Array 3 {0: 1, 1: 7, 2: 3}']],
  ])('fill of %s', (_, given, events) =>
    expect(eventsOf(list(), (o, rig) => call(rig, o, 'fill', ...given))).toEqual(events),
  );
  it('reverse', () =>
    expect(eventsOf(list(), (o, rig) => call(rig, o, 'reverse'))).toEqual([
      'resync #1 array Array 3 {0: 3, 1: 2, 2: 1}',
    ]));
  it('call', () =>
    expect(
      eventsOf(list(), (o, { kit }) => {
        const { push } = Array.prototype;
        kit.calledMethod(push.call(o, 9), push, null, 'call', o, 9);
      }),
    ).toEqual(['splice #1 at 3 -0 9']));
  it('apply', () =>
    expect(
      eventsOf(list(), (o, { kit }) => {
        const { push } = Array.prototype;
        kit.calledMethod(push.apply(o, [8, 9]), push, null, 'apply', o, [8, 9]);
      }),
    ).toEqual(['splice #1 at 3 -0 8 9']));

  it('Map and Set', () => {
    expect(
      eventsOf(new Map([['a', 1]]), (o, rig) => {
        call(rig, o, 'set', 'b', 2);
        call(rig, o, 'delete', 'a');
        call(rig, o, 'delete', 'a');
        call(rig, o, 'clear');
      }),
    ).toEqual(['mapSet #1 "b" 2', 'remove #1 "a"', 'clear #1']);
    expect(eventsOf(new Set(), (o, rig) => call(rig, o, 'add', -0))).toEqual(['setAdd #1 0']);
  });

  it('Object.assign', () =>
    expect(eventsOf({ a: 1 } as Record<string, number>, (o, rig) => call(rig, Object, 'assign', o, { b: 2 }))).toEqual([
      'resync #1 object Object 2 {a: 1, b: 2}',
    ]));
  it('Date', () =>
    expect(eventsOf(new Date(0), (o, rig) => call(rig, o, 'setTime', 5))).toEqual([
      'resync #1 date Date 0 {[time]: 5}',
    ]));
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
    expect(eventsOf(memory(), (o, rig) => change(o, rig))).toEqual(expected);

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
    expect(
      eventsOf(Buffer.alloc(4), (o, rig) => {
        call(rig, o, 'write', 'xy', 1);
        call(rig, o, 'writeUInt16LE', 5, 2);
        call(rig, Buffer.from([9]), 'copy', o, 3);
      }),
    ).toEqual(['bytes #1 1: 7879', 'bytes #1 2: 0500', 'bytes #1 3: 09']));

  it('a detached buffer takes its views along', () =>
    expect(
      eventsOf(new Uint8Array([1, 2]), (o, { kit }) => {
        const { buffer } = o;
        structuredClone(buffer, { transfer: [buffer] });
        kit.called(undefined, structuredClone, buffer);
      }),
    ).toEqual([
      'resync #1 typedArray Uint8Array 0 {[viewKind]: "Uint8Array", [viewOffset]: 0, [viewBuffer]: #2, bytes }',
    ]));
});
