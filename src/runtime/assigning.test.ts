/** The target of an Object.assign is looked at when the call itself runs code, and by nothing after it. */
import { expect, it } from 'vitest';
import { CELL } from '../wire/ring.js';
import { Assignings } from './assigning.js';

function depths(): { readonly at: (depth: number) => Assignings; readonly looked: unknown[]; readonly C: Int32Array } {
  const C = new Int32Array(64);
  const looked: unknown[] = [];
  const assignings = new Assignings(C, (target) => looked.push(target));
  const at = (depth: number): Assignings => {
    C[CELL.DEPTH] = depth;
    return assignings;
  };
  return { at, looked, C };
}

it('looks when code is entered right above the call', () => {
  const { at, looked, C } = depths();
  expect(at(2).begin('source', 'target')).toBe('source');
  expect(C[CELL.ASSIGNING]).toBe(1);
  at(3).entered();
  at(4).entered();
  expect(looked).toEqual(['target']);
  at(2).end();
  expect(C[CELL.ASSIGNING]).toBe(0);
  at(3).entered();
  expect(looked).toEqual(['target']);
});

it('keeps the outer call while one inside it runs', () => {
  const { at, looked } = depths();
  at(1).begin(0, 'outer');
  at(2).begin(0, 'inner');
  at(3).entered();
  at(2).end();
  at(2).entered();
  expect(looked).toEqual(['inner', 'outer']);
});

it('forgets a call that an exception left', () => {
  const { at, looked, C } = depths();
  at(3).begin(0, 'left');
  at(2).entered();
  expect([...looked, C[CELL.ASSIGNING]]).toEqual([0]);
  at(1).begin(0, 'left too');
  at(1).clear();
  expect(C[CELL.ASSIGNING]).toBe(0);
});
