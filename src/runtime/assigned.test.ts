/** What was assigned is recorded without a look at the property only where it is what the property has. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { stampOf } from './identity.js';
import { argumentsOf, createRig, PUT, PUT_DYNAMIC, type Rig, VALUE } from './rig.js';

type Bag = Record<string, unknown>;

/** Not strict: what cannot be assigned stays as it is, without a word. */
const assign = new Function('o', 'key', 'value', 'o[key] = value') as (
  o: object,
  key: PropertyKey,
  value: unknown,
) => void;
const foreign = new Function('change', 'change()') as (change: () => void) => void;

function started(o: object): Rig {
  const rig = createRig();
  rig.kit.v0(VALUE, o);
  rig.events();
  return rig;
}

/** The object is known to be the value of a plain literal in instrumented code. */
function startedWithLiteral(o: object): Rig {
  const rig = createRig();
  rig.kit.v0(VALUE, rig.kit.literal(o));
  rig.events();
  return rig;
}

function assigned(rig: Rig, o: object, key: string, value: unknown): readonly string[] {
  assign(o, key, value);
  rig.kit.assigned(PUT, o, key, value);
  return rig.events();
}

describe('after o.key = value', () => {
  it('plain objects, literals and new instances', () => {
    class Point {
      x = 0;
    }
    for (const start of [started, startedWithLiteral])
      for (const o of [{ x: 1 }, new Point()]) expect(assigned(start(o), o, 'x', 2)).toEqual(['site 1 #1 2']);
  });

  it('a property that it makes', () => {
    const o = {};
    expect(assigned(started(o), o, 'fresh', 'f')).toEqual(['site 1 #1 "f"']);
  });

  it('nothing where an inherited setter took the value', () => {
    class WithSetter {
      set x(_value: number) {
        const $es_1 = 0;
        void $es_1;
      }
    }
    const o = new WithSetter();
    expect(assigned(started(o), o, 'x', 2)).toEqual([]);
  });

  it('the length of an array is a number, whatever was assigned', () => {
    const o = [1, 2];
    expect(assigned(started(o), o, 'length', '1')).toEqual(['site 1 #1 1']);
  });

  it('an element of a typed array is what it was converted to', () => {
    const o = new Uint8Array(2);
    const rig = started(o);
    assign(o, 1, 257.5);
    rig.kit.assignedAt(PUT_DYNAMIC, o, 1, 257.5);
    assign(o, 0, 258);
    rig.kit.assigned(PUT, o, '0', 258);
    assign(o, 9, 1);
    rig.kit.assignedAt(PUT_DYNAMIC, o, 9, 1);
    expect(rig.events()).toEqual([expect.stringMatching(/^site \d #1 1 1$/), 'site 1 #1 2']);
  });

  it('the probe of an element knows what a typed array makes of a value, and where it has no element', () => {
    const rig = createRig();
    const put = rig.kit.probes.assignedAt(FIRST_SITE + 2, 0);
    const bytes = new Uint8Array(8);
    const floats = new Float64Array([1, 2]);
    const shared = new Uint8Array(bytes.buffer, 0, 1);
    const lines = (o: object, k: number | string, value: number): readonly string[] => {
      assign(o, k, value);
      put(value, o, k, stampOf(o));
      return rig.events();
    };
    for (const o of [bytes, floats]) rig.kit.v0(VALUE, o);
    rig.events();
    expect(lines(bytes, 1, 257.5)).toEqual([expect.stringMatching(/^site 2 #1 1 1$/)]);
    expect(lines(floats, 1, -0)).toEqual([expect.stringMatching(/^site 2 #\d+ 1 -0$/)]);
    expect(lines(floats, 0, 0.1)).toEqual([expect.stringMatching(/^site 2 #\d+ 0 0.1$/)]);
    expect(lines(floats, '1', 3)).toEqual([expect.stringMatching(/^site 2 #\d+ 1 3$/)]);
    for (const k of [-1, 2, 0.5]) expect(lines(floats, k, 7)).toEqual([]);
    rig.kit.v0(VALUE, shared);
    rig.events();
    expect(lines(bytes, 0, 9)).toEqual([expect.stringMatching(/^site 2 #1 0 9$/), expect.stringMatching(/^bytes /)]);
    structuredClone(floats, { transfer: [floats.buffer] });
    expect(lines(floats, 0, 5)).toEqual([]);
  });

  it('an element of arguments may be a parameter, which is recorded too', () => {
    const o = argumentsOf(1) as Bag;
    const rig = started(o);
    const recorded: number[] = [];
    rig.kit.mapped(o, () => recorded.push(rig.events().length));
    o[0] = 5;
    rig.kit.put(PUT, o, 0);
    rig.kit.put(PUT, {}, 0);
    expect(recorded).toEqual([1]);
  });

  it('what other code made and still holds may have changed without a word', () => {
    const o: Bag = { a: 1 };
    const rig = started(o);
    Object.freeze(o);
    expect(assigned(rig, o, 'a', 2)).toEqual(['site 1 #1 1']);
  });

  it('an object that is assigned to all the time is described again now and then', () => {
    const o: Bag = { n: 0, other: 'o' };
    const rig = startedWithLiteral(o);
    for (let n = 1; n <= 10_000; n++) {
      if (n === 10 || n === 500 || n === 9000) rig.beginSample();
      assign(o, 'n', n);
      rig.kit.assigned(PUT, o, 'n', n);
    }
    const lines = rig.events();
    // The third sample would begin late in its slot, where it is over.
    expect(lines.filter((line) => line.startsWith('resync'))).toEqual([
      'resync #1 object Object 2 {n: 10, other: "o"}',
      'resync #1 object Object 2 {n: 500, other: "o"}',
    ]);
    expect(lines.filter((line) => line.startsWith('site'))).toHaveLength(10_000);
  });

  it('whatever is done to the object before, the value is the one it has', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('assign' as const),
        key: fc.constantFrom('a', 'b'),
        value: fc.integer({ min: 0, max: 99 }),
      }),
      fc.record({
        kind: fc.constantFrom('freeze', 'accessor', 'readonly', 'delete'),
        key: fc.constantFrom('a', 'b'),
        value: fc.constant(0),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), fc.boolean(), (steps, isLiteral, isForeign) => {
        const o: Bag = { a: 1 };
        const rig = (isLiteral ? startedWithLiteral : started)(o);
        for (const { kind, key, value } of steps) {
          if (kind !== 'assign') {
            changed(rig, o, kind, key, isForeign);
            continue;
          }
          const events = assigned(rig, o, key, value).filter((line) => line.startsWith('site'));
          const now = Object.getOwnPropertyDescriptor(o, key);
          expect(events).toEqual(now !== undefined && 'value' in now ? [`site 1 #1 ${String(now.value)}`] : []);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** A change that instrumented code makes by a built-in, or other code by itself; the runtime is told as after any call. */
function changed(rig: Rig, o: Bag, kind: string, key: string, isForeign: boolean): void {
  const change = (): void => {
    if (kind === 'freeze') Object.freeze(o);
    else if (kind === 'delete') Reflect.deleteProperty(o, key);
    else if (kind === 'accessor')
      Reflect.defineProperty(o, key, { configurable: true, get: () => 1, set: () => undefined });
    else Reflect.defineProperty(o, key, { value: 7, writable: false });
  };
  if (isForeign) {
    foreign(change);
    rig.kit.called(undefined, foreign, o);
  } else {
    change();
    if (kind === 'freeze') rig.kit.calledMethod(o, Object, null, 'freeze', o);
    else rig.kit.calledMethod(true, Reflect, null, kind === 'delete' ? 'deleteProperty' : 'defineProperty', o, key);
  }
  rig.events();
}
