/** Objects are described by what the text says of them only as long as nothing may have changed them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALLEE, setCalleeClass } from './callees.js';
import { factsOf, isOwn, stampedWith } from './identity.js';
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

  it('as well by the code that is made for a place that makes many', () => {
    const looked = createRig();
    const told = createRig();
    const many = told.kit.probes.literal('a', 'b');
    const manyArrays = told.kit.probes.array();
    for (let i = 0; i < 300; i++) {
      told.kit.v0(VALUE, stampedWith({ a: i, b: 'x' }, many()));
      looked.kit.v0(VALUE, looked.kit.literal({ a: i, b: 'x' }));
    }
    expect(told.events()).toEqual(looked.events());
    for (let i = 0; i < 20; i++) {
      const make = (): Bag => ({ a: i % 3 === 0 ? `text ${i % 7}` : i / 2, b: i % 5 === 0 ? Math.max : null });
      expect(seen(told, stampedWith(make(), many()))).toEqual(seen(looked, looked.kit.literal(make())));
      const list = (): unknown[] => [make().b, i, -0, make().a];
      expect(seen(told, manyArrays(list()))).toEqual(seen(looked, looked.kit.literal(list())));
    }
  });

  it('with what else is new in it described before it, as far as the text tells it', () => {
    const rig = createRig();
    const inner = literal(rig, { a: rig.kit.probes.array()([1, 'x']) });
    expect(seen(rig, literal(rig, { a: inner, b: rig.kit.literal({ c: 1 }) }))).toMatchInlineSnapshot(`
      [
        "content #1 array Array 2 {0: 1, 1: "x"}",
        "content #2 object Object 1 {a: #1}",
        "content #3 object Object 2 {a: #2, b: #4}",
        "content #4 object Object 1 {c: 1}",
        "site 0 #3",
      ]
    `);
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

  it('nor are literals in it what they were, by then', () => {
    const host = Object.defineProperty({}, 'x', { set: (value: Bag) => foreign((value.b as unknown[])[0]) });
    const rig = createRig();
    const inner = literal(rig, { a: 1 });
    const outer = literal(rig, { b: rig.kit.probes.array()([inner]) });
    (host as { x: unknown }).x = outer;
    rig.kit.assigned(PUT, host, 'x', outer);
    expect(seen(rig, inner)).toContainEqual(expect.stringMatching(/Object 2 \{a: 1, added: 1\}$/));
  });

  it('nor those that are not in it any more', () => {
    let kept: Bag | undefined;
    const setter = (value: Bag): void => {
      kept = value.part as Bag;
      delete value.part;
    };
    const host = Object.defineProperty({}, 'x', { set: setter });
    const rig = createRig();
    const outer = literal(rig, { part: literal(rig, { a: 1 }) });
    (host as { x: unknown }).x = outer;
    rig.kit.assigned(PUT, host, 'x', outer);
    foreign(kept!);
    expect(seen(rig, kept!)).toContainEqual(expect.stringMatching(/Object 2 \{a: 1, added: 1\}$/));
  });

  it('what such a setter has defined on it does not run', () => {
    const fail = (): never => {
      throw new Error('it ran');
    };
    const prototype = {
      set x(value: object) {
        Object.defineProperty(value, 'lazy', { get: fail, enumerable: true });
        Object.defineProperty(this, 'x', { value, writable: true });
      },
    };
    for (const o of [{ a: 1 }, [1]] as object[]) {
      const rig = createRig();
      const value = Array.isArray(o) ? rig.kit.probes.array()(o) : literal(rig, o as Bag);
      const lazy = Object.create(prototype) as { x: object };
      lazy.x = value;
      rig.kit.assigned(PUT, lazy, 'x', value);
      expect(seen(rig, value)).toEqual(expect.arrayContaining([expect.stringMatching(/lazy\/4: getter/)]));
    }
  });

  it('nor what a native function has, before or after it is seen, whether calls are heard of or not', () => {
    const lazy = { get: () => expect.unreachable('it ran'), enumerable: true };
    const getter = expect.arrayContaining([expect.stringMatching(/content .*lazy\/4: getter/)]);
    const touched = createRig();
    const o = literal(touched, { a: 1 });
    touched.kit.calledMethod(Object.defineProperty(o, 'lazy', lazy), Object, null, 'defineProperty', o, 'lazy', lazy);
    expect(seen(touched, o)).toEqual(getter);
    for (const known of [{ a: 1 }, [1]] as object[]) {
      const rig = createRig({ mode: 'calls' });
      rig.heap.fresh(known);
      seen(rig, known);
      Object.defineProperty(known, 'lazy', lazy);
      rig.heap.forget();
      expect(seen(rig, known)).toEqual(getter);
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
    setCalleeClass(Base, CALLEE.recorded);
    setCalleeClass(Derived, CALLEE.recorded);
    const begin = (o: object): object => stampedWith(o, make(o.constructor, o));
    for (const [o, name] of [
      [new Base(), 'Base'],
      [new Derived(), 'Derived'],
      [new Base(), 'Base'],
    ] as const)
      expect(seen(rig, begin(o))).toContainEqual(expect.stringMatching(new RegExp(`object ${name} 0 \\{\\}$`)));
  });

  it('may be given anything by a class that is not recorded', () => {
    class Foreign {}
    const { kit } = createRig();
    const foreign = new Foreign();
    const o = stampedWith(foreign, kit.probes.instance()(Foreign, foreign));
    Object.defineProperty(o, 'later', { get: () => 1 });
    expect(isOwn(factsOf(o))).toBe(false);
  });
});
