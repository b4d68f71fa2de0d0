/** Objects are described by what the text says of them only as long as nothing may have changed them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stamped } from '../wire/probes.js';
import { STAMP } from './identity.js';
import { createRig, PUT, type Rig, VALUE } from './rig.js';

interface Bag extends Record<string, unknown> {
  a?: unknown;
  b?: unknown;
}

/** Code that nobody records. */
const foreign = new Function('value', 'value.added = 1') as (value: unknown) => void;

function setTrap(_target: object, _key: PropertyKey, value: unknown): boolean {
  foreign(value);
  return true;
}

/** As the text of a literal does it. */
const literal = (rig: Rig, o: Bag, keys: readonly string[] = Object.keys(o)): Bag =>
  stampedWith(o, rig.kit.probes.literal(...keys)());

/** Not by `Object.assign`, which does not see such a property. */
function stampedWith<O extends object>(o: O, known: Stamped): O {
  (o as { [STAMP]?: Stamped })[STAMP] = known;
  return o;
}

function seen(rig: Rig, o: object): readonly string[] {
  rig.kit.v0(VALUE, o);
  return rig.events();
}

const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, -0, NaN, 1n, () => 1, Math.max, Symbol.iterator),
);
const bags = fc.dictionary(
  fc.string({ unit: 'grapheme-ascii', maxLength: 5 }).map((name) => `k${name}`),
  values,
  { maxKeys: 8, noNullPrototype: true },
);

describe('what a literal has made', () => {
  it('is described as by a look at its properties', () => {
    fc.assert(
      fc.property(fc.array(bags, { maxLength: 4 }), (all) => {
        const looked = createRig();
        const told = createRig();
        for (const bag of all) {
          const expected = seen(looked, looked.kit.literal({ ...bag }));
          expect(seen(told, literal(told, { ...bag }))).toEqual(expected);
        }
      }),
    );
  });

  it('with what recorded code has assigned before it is seen', () => {
    const rig = createRig();
    const o = literal(rig, { a: 1 });
    o.b = 2;
    rig.kit.assigned(PUT, o, 'b', 2);
    expect(seen(rig, o)[0]).toBe('content #1 object Object 2 {a: 1, b: 2}');
  });

  it('with what a setter or a trap that nobody records has done to it', () => {
    const host = Object.defineProperty({}, 'x', { set: foreign });
    const proxy = new Proxy({}, { set: setTrap });
    for (const target of [host, proxy] as { x: unknown }[]) {
      const rig = createRig();
      const o = literal(rig, { a: 1 });
      target.x = o;
      rig.kit.assigned(PUT, target, 'x', o);
      expect(seen(rig, o)).toContainEqual(expect.stringMatching(/Object 2 \{a: 1, added: 1\}$/));
    }
  });

  it('and changes like any other once it was seen', () => {
    const rig = createRig();
    const o = literal(rig, { a: 1 });
    seen(rig, o);
    o.a = 2;
    rig.kit.assigned(PUT, o, 'a', 2);
    expect(rig.events()).toEqual(['site 1 #1 2']);
  });

  it('without properties', () => {
    const rig = createRig();
    expect(seen(rig, literal(rig, {}))[0]).toBe('content #1 object Object 0 {}');
  });
});

describe('what a constructor begins with', () => {
  it('has the class that was asked for, whichever constructor runs', () => {
    class Base {}
    class Derived extends Base {}
    const rig = createRig();
    const make = rig.kit.probes.instance();
    const begin = (o: object): object => stampedWith(o, make());
    for (const [o, name] of [
      [new Base(), 'Base'],
      [new Derived(), 'Derived'],
      [new Base(), 'Base'],
    ] as const)
      expect(seen(rig, begin(o))).toContainEqual(expect.stringMatching(new RegExp(`object ${name} 0 \\{\\}$`)));
  });
});
