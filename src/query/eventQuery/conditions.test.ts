import { expect, test } from 'vitest';
import { unwrap } from '../../base/result.js';
import { type Condition, conditionsText } from '../../wire/query.js';
import { conditionsOf } from './conditions.js';

const of = (text: string): readonly Condition[] => unwrap(conditionsOf(text));
const condition = (field: Condition['field'], operator: Condition['operator'], ...operands: string[]): Condition => ({
  field,
  operator,
  operands,
});

test.each<[string, Condition[]]>([
  ['', []],
  ['kind === "write"', [condition('kind', 'is', 'write')]],
  ['fn !== "Cart.add" && value > 5', [condition('fn', 'isNot', 'Cart.add'), condition('value', 'above', '5')]],
  ['["write", "put"].includes(kind)', [condition('kind', 'oneOf', 'write', 'put')]],
  ['text.includes("to pay")', [condition('text', 'contains', 'to pay')]],
  ['time >= 1.5 && time < 20', [condition('time', 'atLeast', '1.5'), condition('time', 'below', '20')]],
  ['value === NaN', [condition('value', 'is', 'NaN')]],
  ['value === "5"', [condition('value', 'is', "'5'")]],
  ['value === -3', [condition('value', 'is', '-3')]],
  ['(value.total > 100 || line === 3)', [condition(null, 'such', 'value.total > 100 || line === 3')]],
])('%s, read and written again', (text, conditions) => {
  expect(of(text)).toEqual(conditions);
  expect(conditionsText(conditions)).toBe(text);
});

test('what is written the other way round is the same condition', () => {
  expect(of('100 >= value && "write" == kind')).toEqual([
    condition('value', 'atMost', '100'),
    condition('kind', 'is', 'write'),
  ]);
});

test('what is not filled in is left out, and what is typed as a value is what it looks like', () => {
  expect(conditionsText([condition('name', 'is', ' '), condition('value', 'is', 'tea')])).toBe('value === "tea"');
  expect(conditionsText([condition('kind', 'oneOf', 'write')])).toBe('kind === "write"');
  expect(conditionsText([condition('file', 'contains', 'a"b')])).toBe('file.includes("a\\"b")');
});
