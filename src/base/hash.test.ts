import { expect, test } from 'vitest';
import { hashOf } from './hash.js';

test('texts that differ in one character, in the order of their parts or in their length have hashes of their own', () => {
  const texts = ['', '\0', '\0\0'];
  const long = 'abc '.repeat(100);
  for (let at = 0; at < long.length; at++) {
    for (const unit of ['x', 'é', '\u8000']) texts.push(`${long.slice(0, at)}${unit}${long.slice(at + 1)}`);
    texts.push(long.slice(0, at + 1));
    if (at > 0) texts.push(`${long.slice(0, at)}\0${long.slice(at)}`);
  }
  for (let number = 0; number < 20_000; number++) texts.push(`/project/part${number}/tsconfig.json`);
  expect(new Set(texts.map(hashOf)).size).toBe(new Set(texts).size);
  // Half of it as well: nothing hangs on one of the two words alone.
  for (const half of [0, 8]) {
    const halves = new Set(texts.map((text) => hashOf(text).slice(half, half + 8)));
    expect(halves.size).toBeGreaterThan(new Set(texts).size - 10);
  }
});

test('it is FNV-1a of 64 bits', () => {
  // Values of the test suite that was published with it.
  expect(hashOf('')).toBe('cbf29ce484222325');
  expect(hashOf('a')).toBe('af63dc4c8601ec8c');
  expect(hashOf('foobar')).toBe('85944171f73967e8');
});
