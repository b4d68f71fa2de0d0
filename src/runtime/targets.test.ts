/** The object in the place of a pattern's target assigns it and records it at once, and stays out of the way of code of the program's. */
import { expect, it } from 'vitest';
import { createRig, PUT, PUT_DYNAMIC, type Rig, VALUE } from './rig.js';

type Bag = Record<PropertyKey, unknown>;

function started(o: object): Rig {
  const rig = createRig();
  rig.kit.v0(VALUE, o);
  rig.events();
  return rig;
}

it('assigns and records a property', () => {
  const o = { a: 1 };
  const rig = started(o);
  [(rig.kit.target(PUT, o, 'a', true) as Bag).a] = [2];
  expect(o).toEqual({ a: 2 });
  expect(rig.events()).toHaveLength(1);
});

it('assigns and records an element', () => {
  const list = [1, 2];
  const rig = started(list);
  const target = rig.kit.targetAt(PUT_DYNAMIC, list, [1], true) as Bag;
  [target[rig.kit.targetKey()]] = ['new'];
  expect(list).toEqual([1, 'new']);
  expect(target).not.toBe(list);
  expect(rig.events().length).toBeGreaterThan(0);
});

it('calls the function of a variable', () => {
  const seen: unknown[] = [];
  [started({}).kit.slot((value) => seen.push(value)).v] = [5];
  expect(seen).toEqual([5]);
});

it('leaves what fails, and what is no object, as it is', () => {
  const frozen = Object.freeze({ a: 1 });
  const readOnly = {
    get a() {
      return 1;
    },
  };
  const { kit } = started(frozen);
  for (const o of [frozen, readOnly, Object.preventExtensions({}), null, undefined, 'text', 5])
    expect(kit.target(PUT, o, 'a', true)).toBe(o);
  expect(kit.targetAt(PUT_DYNAMIC, frozen, ['a'], true)).toBe(frozen);
  expect(kit.targetKey()).toBe('a');
});

it('fails only in strict code where a proxy refuses', () => {
  const refusing = new Proxy({}, { set: () => false });
  const { kit } = started({});
  expect(() => ([(kit.target(PUT, refusing, 'a', true) as Bag).a] = [1])).toThrow(TypeError);
  [(kit.target(PUT, refusing, 'a', false) as Bag).a] = [1];
});
