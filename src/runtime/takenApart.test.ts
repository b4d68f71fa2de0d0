/** What stands for an iterable or a proxy does what that does, and calls the probes at the right moment; what runs nothing stays itself. */
import { expect, it } from 'vitest';
import { createRig } from './rig.js';

const { kit } = createRig();

/** Notes what happens to it. */
function noted(values: readonly unknown[]): { readonly list: Iterable<unknown>; readonly log: string[] } {
  const log: string[] = [];
  const list = {
    [Symbol.iterator]() {
      log.push('open');
      let i = 0;
      return {
        next() {
          log.push('next');
          return {
            done: i >= values.length,
            get value() {
              log.push('value');
              return values[i++];
            },
          };
        },
        return() {
          log.push('return');
          return {};
        },
      };
    },
  };
  return { list: list as Iterable<unknown>, log };
}

it('tells of each element when it has its value', () => {
  const { list, log } = noted([1, 2, 3]);
  const each = (i: number, value: unknown, a: unknown, b: unknown): unknown => {
    log.push(`${i}=${value} ${a}${b}`);
    return value;
  };
  const [first, , next] = kit.listed(list, each, 'a', 'b') as unknown[];
  expect([first, next]).toEqual([1, 2]);
  expect(log).toEqual(['open', 'next', 'value', '0=1 ab', 'next', 'next', 'value', '2=2 ab', 'return']);
});

it('leaves alone what runs nothing, and what cannot be iterated', () => {
  const all = [
    [1],
    new Set([1]),
    new Map(),
    new Uint8Array(1),
    'text',
    5,
    null,
    undefined,
    {},
    { [Symbol.iterator]: 5 },
  ];
  for (const value of all) expect(kit.listed(value, (_, element) => element)).toBe(value);
});

it('does not leave alone arrays that are iterated in another way', () => {
  class List extends Array<number> {
    override *[Symbol.iterator](): Generator<never> {}
  }
  const own = Object.assign([1], { *[Symbol.iterator]() {} });
  for (const value of [new List(), own, new Proxy([1], {})])
    expect(kit.listed(value, (_, element) => element)).not.toBe(value);
});

it('begins a loop when its iterator is there', () => {
  const { list, log } = noted([1]);
  for (const _ of kit.iterated(list, () => log.push('begun')) as Iterable<unknown>);
  expect(log).toEqual(['open', 'begun', 'next', 'value', 'next']);
  const told: string[] = [];
  const iterator = {
    get next() {
      told.push('next');
      return () => ({ done: true });
    },
  };
  const iterable = { [Symbol.iterator]: () => iterator };
  for (const _ of kit.iterated(iterable, () => told.push('begun')) as Iterable<unknown>);
  expect(told).toEqual(['next', 'begun']);
  const begun: unknown[] = [];
  for (const value of [[1], 'text', new Map(), null, 5])
    expect(kit.iterated(value, () => begun.push(value))).toBe(value);
  expect(begun).toEqual([[1], 'text', new Map()]);
});

it('begins `for await` when its iterator is there, however the value gives one', async () => {
  for (const key of [Symbol.asyncIterator, Symbol.iterator]) {
    const { list, log } = noted([1]);
    const value = { [key]: () => list[Symbol.iterator]() };
    for await (const _ of kit.awaited(value, (of) => log.push(`begun ${of === value}`)) as AsyncIterable<unknown>);
    expect(log).toEqual(['open', 'begun true', 'next', 'value', 'next', ...(key === Symbol.iterator ? ['value'] : [])]);
  }
  const begun: unknown[] = [];
  const generated = (async function* () {})();
  for (const value of [[1], generated, { [Symbol.asyncIterator]: 5 }, null, 5])
    expect(kit.awaited(value, (of) => begun.push(of))).toBe(value);
  expect(begun).toEqual([[1], generated]);
});

it('asks a proxy what the language asks it, but for the property of its own', () => {
  const log: string[] = [];
  const trap = (name: string) => (target: object, key: string, receiver: unknown) => {
    log.push(`${name} ${String(key)} ${receiver === proxy}`);
    return Reflect.get(target, key) as unknown;
  };
  const proxy: object = new Proxy(Object.freeze({ a: 1, b: 2 }), { get: trap('get') });
  const { a, [kit.apart]: nothing, ...rest } = kit.copied(proxy) as Record<PropertyKey, unknown>;
  expect([a, nothing, rest]).toEqual([1, undefined, { b: 2 }]);
  expect(log).toEqual(['get a true', 'get b true']);
  const plain = { a: 1 };
  for (const value of [plain, 'text', null, undefined]) expect(kit.copied(value)).toBe(value);
});

it('begins a loop over keys when the last proxy has told its own', () => {
  const log: string[] = [];
  const handler = {
    ownKeys(o: object) {
      log.push('keys');
      return Reflect.ownKeys(o);
    },
  };
  const inner = new Proxy({ inner: 1 }, handler);
  const outer = new Proxy(Object.create(inner, { outer: { value: 1, enumerable: true } }) as object, handler);
  for (const key in kit.enumerated(outer, () => log.push('begun')) as object) log.push(key);
  expect(log).toEqual(['keys', 'keys', 'begun', 'outer', 'inner']);
});

it('begins no loop over the keys of nothing', () => {
  const log: string[] = [];
  for (const nothing of [undefined, null])
    for (const key in kit.enumerated(nothing, () => log.push('begun')) as object) log.push(key);
  for (const key in kit.enumerated({}, () => log.push('of an empty object')) as object) log.push(key);
  expect(log).toEqual(['of an empty object']);
});
