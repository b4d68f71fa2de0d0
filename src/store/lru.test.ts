import { expect, test } from 'vitest';
import { Lru } from './lru.js';

test('what is asked for stays, what is not goes', () => {
  const cache = new Lru<number, string>(20);
  cache.set(0, 'asked for', 1);
  for (let i = 1; i <= 100; i++) {
    cache.set(i, 'not asked for', 1);
    expect(cache.get(0)).toBe('asked for');
  }
  const kept = Array.from({ length: 101 }, (_, i) => i).filter((i) => cache.get(i) !== undefined);
  expect(kept.length).toBeLessThanOrEqual(20);
  expect(kept.slice(-5)).toEqual([96, 97, 98, 99, 100]);
});

test('what is deleted or replaced no longer counts', () => {
  const cache = new Lru<string, number>(10);
  cache.set('kept', 1, 2);
  for (let i = 0; i < 100; i++) cache.set('replaced', i, 3);
  for (let i = 0; i < 100; i++) {
    cache.set('deleted', i, 3);
    cache.delete('deleted');
  }
  expect([cache.get('kept'), cache.get('replaced'), cache.get('deleted')]).toEqual([1, 99, undefined]);
  cache.set('larger than all', 1, 100);
  expect(cache.get('larger than all')).toBe(1);
});
