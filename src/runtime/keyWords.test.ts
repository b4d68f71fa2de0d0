import { describe, expect, it } from 'vitest';
import { createRig, VALUE } from './rig.js';

describe('keys of objects that are described one after the other', () => {
  const check = (values: readonly object[], expected: readonly string[]): void => {
    const rig = createRig();
    for (const value of values) rig.kit.v0(VALUE, value);
    const contents = rig.events().filter((line) => line.startsWith('content'));
    expect(contents.map((line) => line.slice(line.indexOf('{')))).toEqual(expected);
  };

  it('the same, more, fewer, in another order', () =>
    check(
      [{ a: 1, b: 2 }, { a: 3, b: 4 }, { c: 0, a: 3, b: 4 }, { b: 5 }, { b: 5, a: 6 }, { a: 7, b: 8 }],
      ['{a: 1, b: 2}', '{a: 3, b: 4}', '{c: 0, a: 3, b: 4}', '{b: 5}', '{b: 5, a: 6}', '{a: 7, b: 8}'],
    ));

  it('indexes and symbols among them', () => {
    const key = Symbol('key');
    check(
      [
        { 7: 0, b: 1, [key]: 2 },
        { 8: 0, b: 1, [key]: 2 },
        { 7: 3, b: 4, [key]: 5 },
      ],
      ['{7: 0, b: 1, Symbol(key)/0: 2}', '{8: 0, b: 1, Symbol(key)/0: 2}', '{7: 3, b: 4, Symbol(key)/0: 5}'],
    );
  });
});
