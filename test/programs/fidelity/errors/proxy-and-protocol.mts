// Messages of protocols: proxy invariants, iterator results, thenables, species, descriptors, weak keys, revoked proxies.
const frozen = Object.freeze({ a: 1 });
const proxy = (handler: ProxyHandler<any>, target: any = frozen) => new Proxy(target, handler);
const any = (value: unknown) => value as any;
const cases: Record<string, () => unknown> = {
  get: () => proxy({ get: () => 2 }).a,
  has: () => 'a' in proxy({ has: () => false }),
  deleteProperty: () => delete proxy({ deleteProperty: () => true }).a,
  refused: () => delete proxy({ deleteProperty: () => false }, {}).x,
  set: () => { proxy({ set: () => false }, {}).x = 1; },
  ownKeys: () => Object.keys(proxy({ ownKeys: () => [] })),
  ownKeysType: () => Object.keys(proxy({ ownKeys: () => [1 as never] }, {})),
  getPrototypeOf: () => Object.getPrototypeOf(proxy({ getPrototypeOf: () => 1 as never })),
  define: () => Object.defineProperty(proxy({ defineProperty: () => false }, {}), 'x', {}),
  construct: () => new (proxy({ construct: () => 1 as never }, function () {}))(),
  apply: () => proxy({}, {})(),
  trapType: () => proxy({ get: 1 as never }).x,
  nextResult: () => [...any({ [Symbol.iterator]: () => ({ next: () => 1 }) })],
  iteratorType: () => { for (const x of any({ [Symbol.iterator]: () => 1 })) void x; },
  nextMissing: () => { const [x] = any({ [Symbol.iterator]: () => ({}) }); return x; },
  descriptor: () => Object.defineProperty({}, 'x', { get() { return 1; }, value: 1 }),
  descriptorType: () => Object.defineProperty({}, 'x', any(1)),
  getterType: () => Object.defineProperty({}, 'x', any({ get: 1 })),
  redefine: () => Object.defineProperty(frozen, 'b', { value: 1 }),
  prototype: () => Object.setPrototypeOf({}, any(1)),
  cyclicPrototype: () => { const p = {}; const q = Object.create(p); Object.setPrototypeOf(p, q); },
  weakKey: () => new WeakMap().set(any(1), 1),
  weakRef: () => new WeakRef(any('text')),
  mapReceiver: () => Map.prototype.get.call(any({}), 1),
  getterReceiver: () => Object.getOwnPropertyDescriptor(Map.prototype, 'size')!.get!.call({}),
  symbolReceiver: () => Symbol.prototype.toString.call(1 as never),
  promiseReceiver: () => Promise.prototype.then.call(any({})),
  promiseNew: () => any(Promise)(() => {}),
  resolveSpecies: () => Promise.resolve.call(any(1), 1),
  bigintMix: () => any(1n) + 1,
  arrayLength: () => new Array(1.5),
  bufferLength: () => new ArrayBuffer(-1),
  dataView: () => new DataView(new ArrayBuffer(1)).getInt32(0),
  date: () => new Date(8.64e15 + 1).toISOString(),
  normalize: () => 'x'.normalize('nope'),
  codePoint: () => String.fromCodePoint(-1),
  radix: () => (1).toString(1),
  reduceEmpty: () => [].reduce((a) => a),
  flags: () => new RegExp('x', 'qq'),
  group: () => new RegExp('(?<a>x)(?<a>y)'),
  uri: () => encodeURIComponent('\ud800'),
  json: () => JSON.parse('{"a":1,}'),
  jsonEmpty: () => JSON.parse(''),
  using: () => { using x = any({ [Symbol.dispose]: 1 }); void x; },
  disposed: () => { const stack = new DisposableStack(); stack.dispose(); stack.defer(() => {}); },
  atomics: () => Atomics.wait(new Int32Array(4), 0, 0, 0),
  intl: () => new Intl.NumberFormat('en', { style: 'currency' }),
};
for (const [name, action] of Object.entries(cases)) {
  try {
    console.log(name, 'no error', String(action()));
  } catch (error) {
    const { stack } = error as Error;
    const [header, top] = stack!.split('\n    at ');
    console.log(name, header, '@', top!.replace(/\(?file:.*\/(.*?)\)?$/, '$1').replace(/\(?node:.*/, '(node)'));
  }
}
