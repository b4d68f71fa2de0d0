// Errors thrown through native callers: frames of Array.map, sort, replace, JSON, Promise, Reflect, Proxy traps, getters, toString.
const fail = (label: string): never => {
  const error = new Error(label);
  throw error;
};
const frames = (error: Error) => error.stack!.split('\n').slice(1, 5).map((line) => line.trim().replace(/^at /, '').replace(/\(?file:.*\/(.*?)\)?$/, '$1').replace(/\(?node:.*/, '(node)'));
const cases: Record<string, () => unknown> = {
  map: () => [1].map((n) => fail(`map ${n}`)),
  filter: () => [1].filter(function inFilter() { return fail('filter'); }),
  reduce: () => [1, 2].reduce((a, b) => fail(`reduce ${a}${b}`)),
  from: () => Array.from([1], () => fail('from')),
  sort: () => [2, 1].sort(() => fail('sort')),
  replace: () => 'x'.replace(/x/, () => fail('replace')),
  parse: () => JSON.parse('[1]', () => fail('reviver')),
  stringify: () => JSON.stringify({ get x() { return fail('getter'); } }),
  apply: () => Reflect.apply(fail, null, ['apply']),
  construct: () => Reflect.construct(class { constructor() { fail('construct'); } }, []),
  trap: () => Object.keys(new Proxy({}, { ownKeys: () => fail('ownKeys') })),
  iterator: () => [...{ *[Symbol.iterator]() { yield fail('iterator'); } }],
  set: () => new Set({ [Symbol.iterator]: () => ({ next: () => fail('next') }) }),
  toString: () => String({ toString: () => fail('toString') }),
  toPrimitive: () => +({ [Symbol.toPrimitive]: () => fail('toPrimitive') } as any),
  hasInstance: () => ({}) instanceof ({ [Symbol.hasInstance]: () => fail('hasInstance') } as any),
  species: () => { const a: any = [1]; a.constructor = { get [Symbol.species]() { return fail('species'); } }; a.map(Number); },
  setter: () => Object.assign({ set x(_: number) { fail('setter'); } }, { x: 1 }),
  defineProperty: () => Object.defineProperty({}, { toString: () => fail('key') } as never, {}),
  mapForEach: () => new Map([[1, 2]]).forEach(() => fail('Map.forEach')),
  group: () => Object.groupBy([1], () => fail('groupBy')),
  bound: () => fail.bind(null, 'bound')(),
  call: () => fail.call(null, 'call'),
  executor: () => new Promise(() => fail('executor')).catch((error) => frames(error)),
  then: () => Promise.resolve().then(() => fail('then')).catch((error) => frames(error)),
  tag: () => ((s: TemplateStringsArray) => fail(s[0]!))`tag`,
  concat: () => [].concat({ get [Symbol.isConcatSpreadable]() { return fail('spreadable'); } } as never),
};
for (const [name, action] of Object.entries(cases)) {
  try {
    const value = await action();
    console.log(name, value);
  } catch (error) {
    console.log(name, frames(error as Error));
  }
}
