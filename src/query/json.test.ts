import { describe, expect, it } from 'vitest';
import { FakeHeap, Raw } from '../../test/support/heap.js';
import { fakeRecording } from '../../test/support/recording.js';
import { seq } from '../base/units.js';
import { DEFAULT_LIMITS, type Json, type JsonLimits, stateJson, valueJson } from './json.js';

class Point {
  #hidden = 3;
  x = 1;
  sum(): number {
    return this.x + this.#hidden;
  }
}

function check(host: unknown, limits: Partial<JsonLimits> = {}, heap = new FakeHeap()): Json {
  const recording = fakeRecording([{ line: 1, depth: 1, variables: {} }], heap);
  return valueJson(recording, recording.position(0), {
    value: heap.value(host),
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
}

describe('values', () => {
  const withProps = Object.assign(new RangeError('far'), { code: 'E' });
  const withAccessor = Object.defineProperty(new Error('near'), 'message', { get: () => 'far' });
  it.each<[string, unknown, Json]>([
    ['null', null, null],
    ['boolean', true, true],
    ['number', 1.5, 1.5],
    ['string', 'a', 'a'],
    ['array', [1, [2]], [1, [2]]],
    ['plain object', { a: { b: 1 } }, { a: { b: 1 } }],
    ['null prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['undefined', undefined, { $undefined: true }],
    ['NaN', Number.NaN, { $number: 'NaN' }],
    ['Infinity', Number.POSITIVE_INFINITY, { $number: 'Infinity' }],
    ['-Infinity', Number.NEGATIVE_INFINITY, { $number: '-Infinity' }],
    ['-0', -0, { $number: '-0' }],
    ['bigint', 10n, { $bigint: '10' }],
    ['symbol', Symbol('x'), { $symbol: 'Symbol(x)' }],
    ['function', function name() {}, { $function: 'name' }],
    ['class', Point, { $function: 'Point' }],
    ['date', new Date(0), { $date: '1970-01-01T00:00:00.000Z' }],
    ['invalid date', new Date(Number.NaN), { $date: 'Invalid Date' }],
    ['regexp', /x/g, { $regexp: '/x/g' }],
    ['error with an accessor', withAccessor, { $error: 'Error', message: { $accessor: 'get' }, props: {} }],
    ['error', withProps, { $error: 'RangeError', message: 'far', props: { code: 'E' } }],
    ['map', new Map([['k', { v: 1 }]]), { $map: [['k', { v: 1 }]] }],
    ['set', new Set([1, 'a']), { $set: [1, 'a'] }],
    ['instance', new Point(), { $class: 'Point', props: { x: 1 } }],
    ['promise', Promise.resolve(1), { $promise: 'pending' }],
    ['buffer', new Uint8Array([1, 255]), { $buffer: 'Uint8Array', length: 2, hex: '01ff' }],
    ['array buffer', new ArrayBuffer(2), { $buffer: 'ArrayBuffer', length: 2, hex: '' }],
    [
      'getter',
      {
        get a() {
          return 1;
        },
      },
      { a: { $accessor: 'get' } },
    ],
    ['setter', { set a(_: number) {} }, { a: { $accessor: 'set' } }],
    [
      'both',
      {
        get a() {
          return 1;
        },
        set a(_: number) {},
      },
      { a: { $accessor: 'get/set' } },
    ],
    ['proxy', new Proxy({}, {}), { $proxy: true }],
    ['hole', Object.assign(new Array<number>(2), { 1: 1 }), [{ $hole: true }, 1]],
    ['tdz', new Raw({ kind: 'tdz' }), { $tdz: true }],
    ['unknown', new Raw({ kind: 'unknown', why: 'not captured' }), { $unknown: 'not captured' }],
    ['cut string', new Raw({ kind: 'string', value: 'ab', length: 9 }), { $truncated: 'length', size: 9, value: 'ab' }],
    [
      'cut regexp',
      Object.defineProperty(/ab/g, 'source', { value: new Raw({ kind: 'string', value: 'ab', length: 9 }) }),
      { $truncated: 'length', size: 9, value: { $regexp: '/ab/g' } },
    ],
    ['$ key', { $a: 1 }, { $object: { $a: 1 } }],
    ['boxed', Object(3), { $class: 'Number', props: {}, value: 3 }],
    ['array with properties', Object.assign([1], { index: 0 }), { $array: [1], props: { index: 0 } }],
    ['map subclass', new (class Names extends Map {})(), { $map: [], class: 'Names' }],
    ['__proto__ as a key', JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}')],
  ])('%s', (_, host, expected) => {
    expect(JSON.stringify(check(host))).toBe(JSON.stringify(expected));
  });
});

describe('limits', () => {
  it.each<[string, unknown, Partial<JsonLimits>, Json]>([
    ['depth 0', { a: 1 }, { depth: 0 }, { $truncated: 'depth', size: 1 }],
    ['depth 1', [{ a: 1 }], { depth: 1 }, [{ $truncated: 'depth', size: 1 }]],
    ['items of an array', [1, 2, 3], { maxItems: 2 }, [1, 2, { $truncated: 'items', size: 3 }]],
    ['items of an object', { a: 1, b: 2 }, { maxItems: 1 }, { a: 1, '…': { $truncated: 'items', size: 2 } }],
    ['items of a set', new Set([1, 2]), { maxItems: 1 }, { $set: [1, { $truncated: 'items', size: 2 }] }],
  ])('%s', (_, host, limits, expected) => {
    expect(JSON.stringify(check(host, limits))).toBe(JSON.stringify(expected));
  });

  it('says where a recorded object was cut', () => {
    const heap = new FakeHeap();
    const host = { a: 1 };
    heap.overrides.set(host, { cut: true, size: 500 });
    expect(check(host, {}, heap)).toEqual({ a: 1, '…': { $truncated: 'items', size: 500 } });
  });
});

describe('references', () => {
  it('a cycle is a $ref to the $id on the path', () => {
    const ring: Record<string, unknown> = { name: 'ring' };
    ring.self = ring;
    expect(check(ring)).toEqual({ name: 'ring', self: { $ref: '1' }, $id: '1' });
  });

  it('an array on the path is wrapped', () => {
    const list: unknown[] = [];
    list.push(list);
    expect(check(list)).toEqual({ $array: [{ $ref: '1' }], $id: '1' });
  });

  it('the same object twice beside each other is printed twice', () => {
    const shared = { a: 1 };
    expect(check([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it.each<[string, object, Json]>([
    ['object', { a: 1 }, { a: 1, $seenAt: 7 }],
    ['empty object', {}, { $object: {}, $seenAt: 7 }],
    ['array', [1], { $array: [1], $seenAt: 7 }],
    ['map', new Map(), { $map: [], $seenAt: 7 }],
  ])('a stale %s says when it was seen', (_, host, expected) => {
    const heap = new FakeHeap();
    heap.overrides.set(host, { stale: true, seenAt: seq(7) });
    expect(JSON.stringify(check(host, {}, heap))).toBe(JSON.stringify(expected));
  });
});

it('a state has its position, frames and scopes', () => {
  const recording = fakeRecording([
    { line: 3, depth: 1, variables: { n: 1 } },
    { line: 8, depth: 2, functionName: 'total', variables: { x: 2n } },
  ]);
  const frames = [
    {
      function: 'total',
      file: 'src/cart.ts',
      line: 8,
      column: 3,
      async: false,
      scopes: [{ kind: 'local', name: 'total', variables: { x: { $bigint: '2' } } }],
    },
    {
      function: '(module)',
      file: 'src/cart.ts',
      line: 3,
      column: 3,
      async: false,
      scopes: [{ kind: 'module', name: 'cart.ts', variables: { n: 1 } }],
    },
  ];
  const position = { thread: 1, seq: 10, timeMicros: 1000 };
  expect(stateJson(recording, recording.position(1), DEFAULT_LIMITS)).toEqual({ position, frames });
  expect(stateJson(recording, recording.position(1), { ...DEFAULT_LIMITS, frame: 1 })).toEqual({
    position,
    frames: [frames[1]],
  });
});
