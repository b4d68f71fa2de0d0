import { describe, expect, it } from 'vitest';
import { openInternals } from './internals.js';
import { readPromisesBy } from './promises.js';
import { argumentsOf, createRig, type Rig, type RigOptions, VALUE } from './rig.js';

/** The events that a value's first sight writes, the value's own event last. */
function check(value: unknown, expected: readonly string[], options?: RigOptions): void {
  const rig = createRig(options);
  rig.kit.v0(VALUE, value);
  expect(rig.events()).toEqual(expected);
}

const changed = (list: unknown[], change: (list: unknown[]) => unknown): unknown[] => {
  change(list);
  return list;
};

const forbidden = (): never => {
  throw new Error('user code was run');
};

describe('primitives', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    [0, '0'],
    [-0, '-0'],
    [-5, '-5'],
    [2 ** 31, '2147483648'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [0.1, '0.1'],
    ['', '""'],
    ['grün', '"grün"'],
    ['漢字👍', '"漢字👍"'],
    [10n ** 20n, '100000000000000000000n'],
    [Symbol('own'), 'Symbol(own)/0'],
    [Symbol.for('shared'), 'Symbol(shared)/1'],
    [Symbol.iterator, 'Symbol(Symbol.iterator)/2'],
    [Symbol(), 'Symbol()/0'],
  ];
  for (const [value, text] of cases) {
    it(text, () => check(value, [`site 0 ${text}`]));
  }

  it('cuts a long string and tells its length', () =>
    check('abcdefgh', ['site 0 "abc…8"'], { limits: { stringLength: 3 } }));
});

describe('objects', () => {
  it('own properties with attributes, keys of all kinds', () => {
    const o = { a: 1, 7: 'seven', [Symbol('s')]: true };
    Object.defineProperty(o, 'hidden', { value: 2 });
    check(o, ['content #1 object Object 4 {7: "seven", a: 1, hidden/7: 2, Symbol(s)/0: true}', 'site 0 #1']);
  });

  it('nested objects breadth-first, cycles once', () => {
    const o: Record<string, unknown> = { left: { deep: {} }, right: {} };
    o.self = o;
    check(o, [
      'content #1 object Object 3 {left: #2, right: #3, self: #1}',
      'content #2 object Object 1 {deep: #4}',
      'content #3 object Object 0 {}',
      'content #4 object Object 0 {}',
      'site 0 #1',
    ]);
  });

  it('accessors are named, not called', () => {
    const o = Object.defineProperties({}, { g: { get: forbidden, enumerable: true }, s: { set: forbidden } });
    check(o, ['content #1 object Object 2 {g/4: getter, s/5: setter}', 'site 0 #1']);
  });

  it('a proxy is touched by nobody', () => {
    const traps = new Proxy({}, { get: () => forbidden });
    check(new Proxy({}, traps), ['content #1 proxy null 0 {}', 'site 0 #1']);
  });

  it('a proxy as prototype', () => {
    const o = Object.create(
      new Proxy({}, { getPrototypeOf: forbidden, get: forbidden, getOwnPropertyDescriptor: forbidden }),
    );
    check(o, ['content #1 object (none) 0 {}', 'site 0 #1']);
  });

  it('frozen, sealed, without prototype', () => {
    check(Object.freeze({ a: 1 }), ['content #1 object Object 1 flags=10 {a/6: 1}', 'site 0 #1']);
    check(Object.seal(Object.create(null)), ['content #1 object null 0 flags=10 {}', 'site 0 #1']);
  });

  it('class instances and classes', () => {
    class Point {
      x = 1;
    }
    check(new Point(), ['content #1 object Point 1 {x: 1}', 'site 0 #1']);
    check(Point, [
      'content #1 class Function 3 {[functionName]: "Point", prototype/7: #2}',
      'content #2 cut Object 0 {}',
      'site 0 #1',
    ]);
  });

  it("arrays of the program's own whose assignments behind the end were left out", () => {
    const rig = createRig();
    const list: unknown[] = [];
    rig.heap.fresh(list);
    list[2] = 1;
    list[3] = undefined;
    rig.kit.v0(VALUE, list);
    expect(rig.events()).toEqual(['content #1 array Array 4 {2: 1, 3: undefined}', 'site 0 #1']);
  });

  it('arrays with holes and named properties', () => {
    const list: unknown[] & { extra?: string } = [1, 'hole', undefined, 'x'];
    delete list[1];
    list.extra = 'e';
    check(list, ['content #1 array Array 4 {0: 1, 2: undefined, 3: "x", extra: "e"}', 'site 0 #1']);
  });

  it.each<readonly [string, () => unknown[]]>([
    ['of numbers', () => [1, -0, 0.5, Number.NaN, 2 ** 40]],
    [
      'of anything',
      () => [null, undefined, 'a', 'a', true, 5n, Symbol.iterator, () => {}, {}, [[1]], new Map([[1, 2]])],
    ],
    ['that hold themselves', () => changed([{}], (list) => list.push(list, { list }))],
    ['with more elements than are wanted', () => Array.from({ length: 3000 }, (_, i) => i)],
    ['with names', () => changed([1], (list) => Object.assign(list, { name: 'a' }))],
    ['with accessors', () => changed([1, 2], (list) => Object.defineProperty(list, 0, { get: () => 7 }))],
    ['with holes', () => changed([1, 2], (list) => Reflect.deleteProperty(list, 0))],
    ['that are frozen', () => changed([1], Object.freeze)],
    ['of a class', () => new (class List extends Array<number> {})(1, 2)],
    ['behind a proxy', () => new Proxy([1], {})],
  ])('arrays in which no stamp was read are described as others are: those %s', (_, make) => {
    const [seen, unseen] = [createRig(), createRig()];
    for (let turn = 0; turn < 2; turn++) {
      seen.kit.v0(VALUE, make());
      unseen.kit.u0(VALUE, make());
    }
    const of = (rig: Rig): readonly string[] => rig.events().map((line) => line.replace(/#\d+/g, '#'));
    expect(of(unseen)).toEqual(of(seen));
  });

  it('cut by items', () =>
    check([1, 2, 3], ['content #1 array Array 3 flags=1 {0: 1, 1: 2}', 'site 0 #1'], { limits: { items: 2 } }));

  it('cut by depth; a later direct sight describes what was cut', () => {
    const rig = createRig({ limits: { depth: 0 } });
    const inner = { x: 1 };
    rig.kit.v0(VALUE, { inner });
    rig.kit.v0(VALUE, inner);
    expect(rig.events()).toEqual([
      'content #1 object Object 1 {inner: #2}',
      'content #2 cut Object 0 {}',
      'site 0 #1',
      'content #2 object Object 1 {x: 1}',
      'site 0 #2',
    ]);
  });

  it('not cut where literals of the program have made it', () => {
    const rig = createRig({ limits: { depth: 0, words: 1 } });
    const made = rig.kit.literal({ x: 1 });
    rig.kit.v0(VALUE, rig.kit.literal({ list: rig.kit.literal([made, {}]) }));
    expect(rig.events()).toEqual([
      'content #1 object Object 1 {list: #2}',
      'content #2 array Array 2 {0: #3, 1: #4}',
      'content #3 object Object 1 {x: 1}',
      'content #4 cut Object 0 {}',
      'site 0 #1',
    ]);
  });

  it('later instances of a class that is not recorded: plain data and bytes in them, but not what else such code has', () => {
    class Socket {
      fd = 1;
    }
    class Request {
      body = { lines: [{ n: 1 }] };
      bytes = Buffer.of(7);
      socket = new Socket();
      done = (): void => {};
    }
    const rig = createRig();
    for (let i = 0; i < 64; i++) rig.kit.v0(VALUE, new Request());
    expect(rig.events().filter((line) => / (object Socket|function Function) /.test(line))).toHaveLength(2 * 64);
    const request = new Request();
    rig.kit.v0(VALUE, request);
    const later = rig.events().map((line) => line.replace(/ #\d+/, ''));
    for (const part of ['object Request 4', 'array Array 1', 'object Object 1 {n: 1}', 'typedArray Buffer 1'])
      expect(
        later.some((line) => line.startsWith(`content ${part}`)),
        `${part} of ${later.join('\n')}`,
      ).toBe(true);
    expect(later.filter((line) => line.startsWith('content cut'))).toEqual([
      'content cut Socket 0 {}',
      'content cut Function 0 {}',
      'content cut ArrayBuffer 0 {}',
    ]);
    rig.kit.v0(VALUE, request.socket);
    expect(rig.events()[0]).toMatch(/^content #\d+ object Socket 1 {fd: 1}$/);
  });

  it('redacted names', () =>
    check(
      { user: 'ada', token: 's3cret' },
      ['content #1 object Object 2 {user: "ada", token: "(redacted)"}', 'site 0 #1'],
      {
        redact: ['token'],
      },
    ));
});

describe('built-ins', () => {
  it('Map and Set', () => {
    check(
      new Map<unknown, unknown>([
        ['k', 1],
        [2, null],
      ]),
      ['content #1 map Map 2 {"k" => 1, 2 => null}', 'site 0 #1'],
    );
    check(new Set(['a', Number.NaN]), ['content #1 set Set 2 {"a", NaN}', 'site 0 #1']);
  });

  it('Date, RegExp, boxed', () => {
    check(new Date(86_400_000), ['content #1 date Date 0 {[time]: 86400000}', 'site 0 #1']);
    check(/a+/gi, [
      'content #1 regexp RegExp 1 {[source]: "a+", [flags]: "gi", [lastIndex]: 0, lastIndex/5: 0}',
      'site 0 #1',
    ]);
    check(Object(-0), ['content #1 boxed Number 0 {[primitive]: -0}', 'site 0 #1']);
  });

  it('an error: name through the prototypes, own properties, stack accessor left alone', () => {
    const error = Object.assign(new TypeError('bad'), { code: 7 });
    check(error, [
      'content #1 error TypeError 3 {[errorName]: "TypeError", [errorMessage]: "bad", message/1: "bad", code: 7}',
      'site 0 #1',
    ]);
  });

  it('typed arrays, their buffer by name only', () => {
    check(new Uint16Array([1, 258]), [
      'content #1 typedArray Uint16Array 2 {[viewKind]: "Uint16Array", [viewOffset]: 0, [viewBuffer]: #2, bytes 01000201}',
      'content #2 cut ArrayBuffer 0 {}',
      'site 0 #1',
    ]);
    check(new Uint8Array([1, 2, 3]).buffer, ['content #1 arrayBuffer ArrayBuffer 3 {bytes 010203}', 'site 0 #1']);
  });

  it('promises by state', () => {
    readPromisesBy(openInternals()?.util.getPromiseDetails);
    check(new Promise(() => {}), ['content #1 promise Promise 0 {[promiseState]: "pending"}', 'site 0 #1']);
    check(Promise.resolve(-0), [
      'content #1 promise Promise 0 {[promiseState]: "fulfilled", [promiseResult]: -0}',
      'site 0 #1',
    ]);
    const reason = { why: 'no' };
    const rejected = Promise.reject(reason);
    rejected.catch(() => {});
    check(rejected, [
      'content #1 promise Promise 0 {[promiseState]: "rejected", [promiseResult]: #2}',
      'content #2 object Object 1 {why: "no"}',
      'site 0 #1',
    ]);
  });

  it('functions, generators, weak collections, arguments, iterators', () => {
    check(function named() {}, ['content #1 function Function 3 {[functionName]: "named"}', 'site 0 #1']);
    check(new WeakMap(), ['content #1 weak WeakMap 0 {}', 'site 0 #1']);
    check([][Symbol.iterator](), ['content #1 object Array Iterator 0 {}', 'site 0 #1']);
    const generator = (function* () {})();
    const rig = createRig();
    rig.kit.v0(VALUE, generator);
    expect(rig.events().at(-2)).toMatch(/^content #1 generator /);
    check(argumentsOf(1, 'b'), [
      expect.stringMatching(/^content #1 arguments Object .*0: 1, 1: "b"/),
      expect.stringMatching('"values"'),
      'site 0 #1',
    ]);
  });
});

describe('identity', () => {
  it('one content, one id', () => {
    const rig = createRig();
    const o = {};
    rig.kit.v0(VALUE, o);
    rig.kit.v0(VALUE, o);
    expect(rig.events()).toEqual(['content #1 object Object 0 {}', 'site 0 #1', 'site 0 #1']);
  });

  it('a stamp cannot be seen', () => {
    const rig = createRig();
    const o = Object.freeze({ a: 1 });
    rig.kit.v0(VALUE, o);
    expect(Reflect.ownKeys(o)).toEqual(['a']);
    expect(Object.isFrozen(o)).toBe(true);
    expect(structuredClone(o)).toEqual({ a: 1 });
  });
});
