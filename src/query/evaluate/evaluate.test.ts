import { describe, expect, it } from 'vitest';
import { Raw } from '../../../test/support/heap.js';
import { fakeRecording } from '../../../test/support/recording.js';
import { compile, evaluate, test as holds } from './evaluate.js';
import type { Operand } from './operand.js';

class Shape {
  #secret = 1;
  kind = 'shape';
  get area(): number {
    throw new Error('a getter was called');
  }
  reveal(): number {
    return this.#secret;
  }
}
class Circle extends Shape {
  radius = 2;
}

const s = Symbol('tag');
const cut = new Raw({ kind: 'string', value: 'abc', length: 5000 });
const cart = {
  items: [
    { name: 'tea', price: 3 },
    { name: 'pot', price: 20 },
  ],
  total: 23,
  'odd key': 1,
  [s]: 'by symbol',
};
const variables = {
  x: 5,
  name: 'Ada',
  big: 12n,
  nothing: null,
  absent: undefined,
  cart,
  same: cart,
  map: new Map([['a', 1]]),
  set: new Set([1, 2]),
  circle: new Circle(),
  Circle,
  error: new TypeError('bad'),
  date: new Date(1000),
  bytes: new Uint8Array([1, 2, 3]),
  list: [1, 2, 3],
  sparse: Object.assign(new Array<number>(3), { 0: 1, 2: 3 }),
  proxy: new Proxy(
    {},
    {
      get: () => {
        throw new Error('a trap fired');
      },
    },
  ),
  accessor: Object.defineProperty({}, 'g', {
    get: () => {
      throw new Error('a getter was called');
    },
  }),
  regexp: /a/gi,
  boxed: Object(7),
  fn: function add() {},
  s,
  cut,
  later: new Raw({ kind: 'tdz' }),
  lost: new Raw({ kind: 'unknown', why: 'not captured' }),
  this: { me: true },
};

const recording = fakeRecording([{ line: 1, depth: 1, variables }]);
const surroundings = { recording, at: recording.position(0), frame: 0 };

function check(text: string): unknown {
  const result = evaluate(text, surroundings);
  return result.ok ? plain(result.value) : `${result.error.code}: ${result.error.message}`;
}

function plain(operand: Operand): unknown {
  switch (operand.kind) {
    case 'undefined':
      return undefined;
    case 'null':
      return null;
    case 'boolean':
    case 'number':
      return operand.value;
    case 'string':
      return operand.value;
    case 'bigint':
      return BigInt(operand.digits);
    case 'made':
      if (operand.content.form === 'array') return operand.content.items.map(plain);
      if (operand.content.form !== 'plain') return operand.content.form;
      return Object.fromEntries([...operand.properties].map(([key, value]) => [key, plain(value)]));
    case 'hole':
      return undefined;
    default:
      return operand;
  }
}

describe('values', () => {
  it.each([
    ['x', 5],
    ['x + 1', 6],
    ['(-x) ** 2', 25],
    ['big * 2n', 24n],
    ['`$' + '{name} is $' + '{x}`', 'Ada is 5'],
    ['cart.items[1].price', 20],
    ["cart['odd key']", 1],
    ['cart[s]', 'by symbol'],
    ['cart.items.length', 2],
    ['name.length', 3],
    ['name[1]', 'd'],
    ['cut.length', 5000],
    ['map.size + set.size', 3],
    ['bytes[2]', 3],
    ['bytes.length', 3],
    ['sparse[1]', undefined],
    ['list[9]', undefined],
    ['cart.missing', undefined],
    ['nothing?.a.b.c', undefined],
    ['cart?.items?.[0]?.name', 'tea'],
    ['nothing ?? absent ?? "z"', 'z'],
    ['x > 3 ? "big" : "small"', 'big'],
    ['void x', undefined],
    ['(1, 2, 3)', 3],
    ['typeof (nope)', 'undefined'],
    ['(nothing)?.a', undefined],
    ['typeof circle + typeof Circle + typeof nope + typeof big + typeof s', 'objectfunctionundefinedbigintsymbol'],
    ['circle instanceof Circle', true],
    ['circle instanceof Map', false],
    ['error instanceof Error && error.message', 'bad'],
    ['list instanceof Array', true],
    ['cart === same', true],
    ['cart === {}', false],
    ['cart == null', false],
    ['cut === "xyz"', false],
    ['+date', 1000],
    ['boxed + 1', 8],
    ['regexp.global', true],
    ['fn.name', 'add'],
    ['"total" in cart', true],
    ['"nope" in cart', false],
    ['1 in list', true],
    ['this.me', true],
    ['[x, ...list, , "e"]', [5, 1, 2, 3, undefined, 'e']],
    ['{ a: x, ...cart.items[0], ["b" + x]: 1 }', { a: 5, name: 'tea', price: 3, b5: 1 }],
    ['[1, 2].length', 2],
    ['({ a: { b: 2 } }).a.b', 2],
    ['cart.items[0]!.name', 'tea'],
    ['x! + 1', 6],
    ['cart as unknown', { kind: 'object', id: 1 }],
    ['(x as number) + 1', 6],
    ['!x', false],
    ['x;', 5],
    ['cart.items.filter(item => item.price > 5).map(({ name }) => name.toUpperCase())', ['POT']],
    ['cart.items.reduce((sum, { price }) => sum + price, 0)', 23],
    ['Object.fromEntries(cart.items.map(({ name, price }) => [name, price]))', { tea: 3, pot: 20 }],
    ['[...map].flat()', ['a', 1]],
    ['map.get("a")', 1],
    ['[...set].join("-")', '1-2'],
    ['new Set(list).has(2)', true],
    ['JSON.stringify(cart.items)', '[{"name":"tea","price":3},{"name":"pot","price":20}]'],
    ['JSON.parse("[1,{}]")', [1, {}]],
    ['name.replace(/d(.)/, "<$1>")', 'A<a>'],
    ['new Date(0).toISOString()', '1970-01-01T00:00:00.000Z'],
    ['date.getTime()', 1000],
    ['Math.max(...list)', 3],
    ['[...list].sort((a, b) => b - a)', [3, 2, 1]],
    ['list.map((item: number): string => `#$' + '{item}`)', ['#1', '#2', '#3']],
    ['(cart.items as { price: number }[]).at(-1)!.price satisfies number', 20],
    ['list.filter(Boolean).length', 3],
    ['(function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) })(10)', 55],
    ['list.reduce((sums, n) => { sums[n % 2 ? "odd" : "even"] = n; return sums }, {})', { odd: 3, even: 2 }],
    ['Array.from({ length: 3 }, (_, i) => i * 2)', [0, 2, 4]],
    ['cart.hasOwnProperty("total")', true],
    ['cart.items[9]?.name.length.missing', undefined],
    ['`$' + '{cart}`', '[object Object]'],
    ['[1, [2]] + ""', '1,2'],
  ])('%s', (text, expected) => {
    if (text === 'cart as unknown') expect(check(text)).toMatchObject({ kind: 'object' });
    else expect(check(text)).toEqual(expected);
  });
});

describe('refusals say what is wrong', () => {
  it.each([
    [
      'fn()',
      "refused: `fn()` calls a function of the program, and expressions over a recording cannot run the program's code",
    ],
    ['list.map(fn)', /^refused: this calls a function of the program/],
    ['circle.reveal()', /^unknown: `circle.reveal\(\)` cannot be called: .*Circle/],
    ['list.push(4)', /^refused: `push` would change a recorded array.*\[\.\.\.array\]\.push/],
    ['map.set("b", 2)', /^refused: `set` would change a recorded map/],
    ['date.setTime(0)', /^refused: `setTime` would change a recorded date/],
    ['Object.assign(cart, { total: 1 })', /^refused: .*would change/],
    ['list.map(x => { total = x })', /^refused: `total = x` assigns/],
    ['list.map(x => cart.total = x)', /^refused: .*would change/],
    ['Math.PI = 3', /^refused: .*would change/],
    ['Array.prototype.map = 1', /^refused: .*would change/],
    ['delete Math.max', /^refused: .*would change/],
    ['cart?.items.map(1)', /^type: number is not a function/],
    ['Math.random()', /^refused: `Math.random` gives/],
    ['Date.now()', /^refused: `Date.now` gives/],
    ['new Date()', /^refused: .*time of now/],
    ['async () => 1', /^refused: .*async/],
    ['list.map(function* () {})', /^refused: .*generator/],
    ['eval("1")', /^unknown: `eval`/],
    ['new Function("return 1")()', /^unknown: `Function`/],
    ['list.map(x => { try { x } catch {} })', /^refused: .*cannot be evaluated/],
    ['$prev(x + 1)', /^refused: .*name a variable/],
    ['$at(nothing, x)', /^refused: a position/],
    ['$at', /^refused: `\$at` is a function/],
    ['new Circle()', /^refused: .*constructor/],
    ['x = 1', 'refused: `x = 1` assigns, but the past cannot be changed: expressions over a recording only read'],
    ['x++', /^refused: .*assigns/],
    ['delete cart.total', /^refused: .*would change/],
    ['`$' + '{circle}`', /^refused: .*toString/],
    ['circle + 1', /^refused: .*valueOf/],
    ['class {}', /^refused: .*makes a class/],
    ['fn`x`', /^refused: .*call of its tag/],
    ['await x', /^refused: .*waits/],
    ['import("x")', /^refused: .*loads a module/],
    ['accessor.g + 1', /^refused: the left side is a getter, and reading it would run code of the program/],
    ['proxy.a', /^refused: this is a Proxy/],
    ['nope', 'reference: nope is not defined here'],
    ['process.env', /^unknown: `process`.*global/],
    ['later', 'reference: Cannot access `later` before initialization'],
    ['nothing.a', "type: Cannot read properties of null (reading 'a'): `nothing` is null"],
    ['1n + 1', /^type: Cannot mix BigInt/],
    ['2n ** 99999999n', /^costly: .*bits/],
    ['1n << 99999999n', /^costly: .*bits/],
    ['cut === cut', /^unknown: only the first 3/],
    ['lost + 1', /^unknown: .*not captured/],
    ['1 +', /^syntax: /],
    ['-x ** 2', /^syntax: /],
    ['', /^syntax: .*empty/],
    ['x y', 'syntax: unexpected `y` after the expression'],
    ['('.repeat(9000), /^syntax: /],
    ['"a" in x', /^type: .*'in' operator/],
    ['cart.#lines + 1', /^unknown: .*`#lines` was not seen/],
    ['#lines in cart', /^unknown: `#lines` was not seen/],
    ['x instanceof x', /^type: .*not callable/],
    ['cut + "a"', /^unknown: only the first 3 of this string's 5000/],
  ])('%s', (text, expected) => {
    const found = check(text);
    if (expected instanceof RegExp) expect(String(found)).toMatch(expected);
    else expect(found).toBe(expected);
  });

  it('does not guess what a class inherits', () => {
    expect(check('circle.area')).toMatchObject({ kind: 'unknown', why: expect.stringContaining('Circle') });
    expect(check('circle.area + 1')).toMatch(/^unknown/);
  });
});

describe('no way to the host', () => {
  it.each([
    'x.constructor',
    'cart.__proto__',
    'name.constructor.constructor',
    '({}).constructor',
    '[].constructor',
    'x["__proto__"]',
    'globalThis',
    '(() => 1).constructor',
    'list.map.constructor',
    'Math.max.constructor',
    '({}).__proto__',
    '[].map.call.constructor',
    'process',
    'this.constructor.constructor',
    '/a/.constructor',
    'error.constructor',
    'new Map().constructor',
  ])('%s', (text) => {
    const found = check(text);
    const refused = typeof found === 'string' ? found : (found as { kind?: string } | undefined)?.kind;
    expect(refused).toMatch(/^unknown/);
  });

  it('a literal key named __proto__ is an ordinary key', () => {
    expect(check('({ ["__proto__"]: 1 }).a')).toBe(undefined);
  });
});

describe('conditions', () => {
  it.each([
    ['x > 3', true],
    ['cart.total', true],
    ['nothing', false],
    ['cut', true],
  ])('%s', (text, expected) => {
    const compiled = compile(text);
    expect(compiled.ok && holds(compiled.value, surroundings)).toEqual({ ok: true, value: expected });
  });

  it('fail by name', () => {
    const compiled = compile('nope > 3');
    expect(compiled.ok && holds(compiled.value, surroundings)).toMatchObject({
      ok: false,
      error: { code: 'reference' },
    });
  });
});
