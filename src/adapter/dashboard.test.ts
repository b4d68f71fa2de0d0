import { expect, test } from 'vitest';
import { programFigures } from './dashboard.js';

const told = (pid: number, atMillis: number, cpuMicros: number, sendingMicros: number | null = 10) => ({
  pid,
  usage: { atMillis, cpuMicros, sendingMicros, memoryBytes: cpuMicros * 2 },
});

test('processes count once, with what any of their threads told last; each thread sends by itself', () => {
  expect(programFigures([told(1, 5, 100), told(1, 7, 120), told(2, 6, 30)])).toEqual({
    atMillis: 7,
    cpuMicros: 150,
    sendingMicros: 30,
    memoryBytes: 300,
  });
  expect(programFigures([])).toBeNull();
});

test('what sending takes is not told where Node does not say', () => {
  expect(programFigures([told(1, 5, 100, null), told(2, 5, 100)])).toMatchObject({ sendingMicros: null });
});
