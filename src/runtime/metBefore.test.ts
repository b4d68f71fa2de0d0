import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ownClass, ownInstance } from './metBefore.js';

// Functions with a probe's name in their text count as instrumented.
class Base {
  probe = '$es_1(';
}
class Derived extends Base {
  other = '$es_2(';
}
class Foreign extends Base {
  readonly isForeign = true;
}
class Behind extends Foreign {
  own = '$es_3(';
}
class Empty extends Derived {}
class EmptyBehind extends Behind {}
function Old(): string {
  return '$es_4(';
}
class OfOld extends (Old as unknown as new () => object) {
  own = '$es_5(';
}
const forbidden = (): never => {
  throw new Error('user code was run');
};
const Proxied = class extends (new Proxy(Base, { getPrototypeOf: forbidden, has: forbidden })) {
  own = '$es_6(';
};
const [Elsewhere] = runInNewContext('[class { probe = "$es_7(" }]') as [new () => object];

const cases: readonly (readonly [string, new () => object, boolean])[] = [
  ['is recorded', Base, true],
  ['extends one that is recorded', Derived, true],
  ['adds nothing', Empty, true],
  ['is not recorded', Foreign, false],
  ['extends one that is not recorded', Behind, false],
  ['adds nothing to such a class', EmptyBehind, false],
  ['is a function', Old as unknown as new () => object, true],
  ['extends a function', OfOld, true],
  ['extends a proxy', Proxied, false],
  ['is of another realm', Elsewhere, true],
];

describe('a class that', () => {
  for (const [name, made, expected] of cases)
    it(name, () => {
      const own = ownClass(() => ({}));
      const found = own(made);
      expect(found !== undefined).toBe(expected);
      expect(own(made)).toBe(found);
      const isOwn = ownInstance();
      const instance = Object.create(made.prototype as object) as object;
      expect([isOwn(instance), isOwn(instance)]).toEqual([expected, expected]);
    });

  it('is one of many is remembered', () => {
    const own = ownClass(() => ({}));
    const classes = Array.from({ length: 20 }, () => class extends Derived {});
    const found = classes.map((made) => own(made));
    expect(new Set(found).size).toBe(20);
    expect(classes.map((made) => own(made))).toEqual(found);
  });
});
