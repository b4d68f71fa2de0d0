import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { stamped } from './identity.js';
import { isBareArray, isPlainArray } from './natives.js';

const forbidden = (): never => {
  throw new Error('user code was run');
};

const changed = (change: (o: unknown[]) => unknown, o: unknown[] = [{}, 2]): unknown[] => {
  change(o);
  return o;
};

const plain: Readonly<Record<string, () => unknown[]>> = {
  'an empty literal': () => [],
  integers: () => [1, 2],
  doubles: () => [0.5, Number.NaN],
  anything: () => [{}, 'a', null, undefined],
  'what other elements were added to': () => changed((o) => o.push('a'), [1]),
  'what was emptied': () => changed((o) => o.pop(), [{}]),
  'what built-in functions made': () => [{}, 1].filter(Boolean).concat(Object.keys({ a: 1 })),
  JSON: () => JSON.parse('[1, [2]]') as unknown[],
  arguments: () => ((...all: unknown[]) => all)(1, {}),
  'a long one': () => Array.from({ length: 10_000 }, (_, i) => i),
};

const other: Readonly<Record<string, () => unknown[]>> = {
  // biome-ignore lint/suspicious/noSparseArray: what is tested
  holes: () => [1, , 2],
  'a length alone': () => new Array(2),
  'deleted elements': () => changed((o) => Reflect.deleteProperty(o, 0)),
  accessors: () => changed((o) => Object.defineProperty(o, 0, { get: forbidden })),
  'accessors, once they were data': () =>
    changed((o) => {
      o[0] = 1;
      Object.defineProperty(o, 0, { get: forbidden, configurable: true });
      o[1] = 2;
    }),
  'hidden elements': () => changed((o) => Object.defineProperty(o, 0, { enumerable: false })),
  'elements that cannot be written': () => changed((o) => Object.defineProperty(o, 0, { writable: false })),
  'a length that cannot be written': () => changed((o) => Object.defineProperty(o, 'length', { writable: false })),
  names: () => changed((o) => Object.assign(o, { name: 1 })),
  'hidden names': () => changed((o) => Object.defineProperty(o, 'name', { value: 1 })),
  symbols: () => changed((o) => Object.assign(o, { [Symbol('s')]: 1 })),
  'names that are gone': () => changed((o) => Reflect.deleteProperty(Object.assign(o, { name: 1, other: 2 }), 'name')),
  frozen: () => changed(Object.freeze),
  sealed: () => changed(Object.seal),
  'not extensible': () => changed(Object.preventExtensions),
  'without a prototype': () => changed((o) => Object.setPrototypeOf(o, null)),
  'with another prototype': () => changed((o) => Object.setPrototypeOf(o, Object.create(Array.prototype) as object)),
  'of a subclass': () => new (class extends Array {})(),
  'what a regular expression found': () => /a/.exec('a') as unknown[],
  'of another realm': () => runInNewContext('[1]') as unknown[],
  'a proxy': () => new Proxy([1], { get: forbidden, getPrototypeOf: forbidden, ownKeys: forbidden }),
  sparse: () => changed((o) => (o[1e6] = 1)),
};

for (const [isPlain, arrays] of [
  [true, plain],
  [false, other],
] as const) {
  describe(isPlain ? 'plain arrays' : 'other arrays', () => {
    for (const [name, make] of Object.entries(arrays))
      it(name, () => {
        const o = make();
        expect(isBareArray(o)).toBe(isPlain);
        stamped(o);
        expect(isBareArray(o)).toBe(false);
        expect(isPlainArray(o)).toBe(isPlain);
      });
  });
}

it('tells arrays from their stamp on', () => {
  const o: unknown[] = [];
  stamped(o);
  for (const value of [1, 0.5, 'a', {}]) {
    o.push(value);
    expect(isPlainArray(o)).toBe(true);
  }
  Object.defineProperty(o, 0, { get: forbidden });
  expect(isPlainArray(o)).toBe(false);
});
