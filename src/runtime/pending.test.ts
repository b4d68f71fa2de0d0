import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readPromisesBy } from './promises.js';
import { createRig, type Rig, VALUE } from './rig.js';

/** What Node would tell: pending until settled here. */
const results = new WeakMap<object, unknown>();
let asked = 0;
beforeAll(() =>
  readPromisesBy((promise) => {
    asked++;
    return results.has(promise) ? [1, results.get(promise)] : [0];
  }),
);

function known(rig: Rig, count: number): Promise<unknown>[] {
  const promises = Array.from({ length: count }, () => new Promise(() => {}));
  for (const promise of promises) rig.kit.v0(VALUE, promise);
  return promises;
}

describe('promises that were pending when they were described', () => {
  const foreign = (): void => {};

  it('settled by code that is not instrumented: seen when the call returns', () => {
    const rig = createRig();
    const [promise] = known(rig, 1);
    rig.events();
    rig.kit.ran(results.set(promise!, 5), foreign);
    expect(rig.events()).toEqual(['resync #1 promise Promise 0 {[promiseState]: "fulfilled", [promiseResult]: 5}']);
  });

  it('settled by native code: seen at the next turn, and not asked again', () => {
    const rig = createRig();
    const [promise] = known(rig, 1);
    results.set(promise!, 'late');
    rig.events();
    rig.kit.turn();
    expect(rig.events()).toEqual([
      'turn',
      'resync #1 promise Promise 0 {[promiseState]: "fulfilled", [promiseResult]: "late"}',
    ]);
    const before = asked;
    rig.kit.turn();
    expect(asked).toBe(before);
  });

  it('too many to be asked every time: out of date, until one of the following turns finds them settled', () => {
    const rig = createRig();
    const promises = known(rig, 100);
    const unseen = rig.events().filter((line) => line.startsWith('unseen'));
    expect(unseen.length).toBeGreaterThanOrEqual(32);
    for (const promise of promises) results.set(promise, 1);
    for (let i = 0; i < 20; i++) rig.kit.turn();
    expect(rig.events().filter((line) => line.startsWith('resync'))).toHaveLength(100);
  });

  it('very many of these: what a turn takes does not grow with their number, and each is asked as often', () => {
    const rig = createRig();
    const promises = known(rig, 1500);
    const deref = vi.spyOn(WeakRef.prototype, 'deref');
    for (let i = 0; i < 200; i++) rig.kit.turn();
    const { length } = deref.mock.calls;
    deref.mockRestore();
    expect(length).toBeLessThan(200 * 500);
    for (const promise of promises) results.set(promise, 1);
    rig.events();
    for (let i = 0; i < 200; i++) rig.kit.turn();
    expect(rig.events().filter((line) => line.startsWith('resync')).length).toBeGreaterThan(1400);
  });
});
