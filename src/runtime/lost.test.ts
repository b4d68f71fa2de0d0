/** Objects that the stream has lost are described again by what other code, which had them unnoticed, has made of them. */
import { expect, it } from 'vitest';
import { factsOf } from './identity.js';
import { createRig, type Rig, VALUE } from './rig.js';

/** Other code defines accessors, which nobody has been told of. */
function withAccessor<T extends object>(o: T, key: PropertyKey): { readonly o: T; readonly runs: () => number } {
  let count = 0;
  Object.defineProperty(o, key, { configurable: true, enumerable: true, get: () => ++count });
  return { o, runs: () => count };
}

/** The object as instrumented code has made it, described and lost. */
function lost<T extends object>(rig: Rig, o: T): T {
  rig.kit.fresh(o);
  rig.kit.v0(VALUE, o);
  rig.heap.forget();
  rig.events();
  return o;
}

for (const [name, make, key] of [
  ['an object', () => ({ z: 1, y: 2 }), 'z'],
  ['an array', () => [1, 2], 1],
  ['an array with a name', () => Object.assign([1, 2], { z: 1 }), 'z'],
] as const)
  it(`runs no accessor of ${name} that was lost`, () => {
    const rig = createRig();
    const { o, runs } = withAccessor<object>(lost(rig, make()), key);
    rig.kit.v0(VALUE, o);
    rig.kit.v0(VALUE, { inner: o });
    rig.heap.forget();
    rig.kit.v0(VALUE, [o]);
    expect(runs()).toBe(0);
    expect(rig.events().join('\n')).toContain('getter');
  });

it('takes what is plain data still for that', () => {
  const rig = createRig();
  const o = lost(rig, { z: 1, list: [1] });
  rig.kit.v0(VALUE, o);
  expect(rig.heap.isSimple(factsOf(o))).toBe(true);
});

it('hears of what other code has frozen', () => {
  const rig = createRig();
  const o = Object.freeze(lost(rig, { z: 1 }));
  rig.kit.v0(VALUE, o);
  expect(rig.heap.isSimple(factsOf(o))).toBe(false);
});

it('runs no accessor of a new object that a callback has returned while results are left out', () => {
  const rig = createRig();
  rig.heap.lost.begin(0);
  const fresh = { z: 1, y: 2 };
  rig.kit.fresh(fresh);
  const { o, runs } = withAccessor(fresh, 'z');
  rig.kit.called(undefined, new Function('callback', 'callback()'), () => o);
  rig.kit.v0(VALUE, o);
  expect(runs()).toBe(0);
});
