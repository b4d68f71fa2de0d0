import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keyboard } from './keyboard.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** `takes`: which of the tries has an effect. */
function panel(takes: number): {
  readonly keyboard: Keyboard;
  readonly done: string[];
  readonly lose: () => Promise<void>;
} {
  const done: string[] = [];
  let has = true;
  const keyboard = new Keyboard({
    take: () => {
      done.push('take');
      has = done.length >= takes;
    },
    has: () => has,
    ask: () => done.push('ask'),
  });
  const lose = async (): Promise<void> => {
    has = false;
    keyboard.lost();
    await vi.advanceTimersByTimeAsync(100);
  };
  return { keyboard, done, lose };
}

test('the keyboard is taken back after a key, as often as it takes, and then by way of the extension host', async () => {
  const { keyboard, done, lose } = panel(3);
  keyboard.keep();
  await lose();
  expect(done).toEqual(['take', 'take', 'take']);
  const other = panel(Infinity);
  other.keyboard.keep();
  await other.lose();
  expect(other.done).toEqual(['take', 'take', 'take', 'take', 'take', 'ask']);
});

test('nobody takes it back without a key, long after one, or when somebody wanted it elsewhere', async () => {
  const { keyboard, done, lose } = panel(1);
  await lose();
  keyboard.keep();
  vi.advanceTimersByTime(3000);
  await lose();
  keyboard.keep();
  keyboard.arrived();
  keyboard.shown();
  vi.advanceTimersByTime(1300);
  await lose();
  keyboard.keep();
  expect(keyboard.release()).toBe(true);
  expect(keyboard.release()).toBe(false);
  await lose();
  expect(done).toEqual([]);
});

test('a stop takes it once: what takes it afterwards is somebody who wants it, until the next move', async () => {
  const { keyboard, done, lose } = panel(1);
  keyboard.keep();
  keyboard.arrived();
  await lose();
  expect(done).toEqual(['take']);
  vi.advanceTimersByTime(200);
  await lose();
  keyboard.arrived();
  await lose();
  expect(done).toEqual(['take']);
});

test('every one of several stops may take it, and one of them twice at once', async () => {
  const { keyboard, done, lose } = panel(0);
  for (let i = 0; i < 2; i++) {
    keyboard.keep();
    keyboard.arrived();
  }
  for (const wait of [50, 500, 50, 500, 50]) {
    await lose();
    vi.advanceTimersByTime(wait);
  }
  expect(done).toEqual(['take', 'take', 'take', 'take']);
});

test('a move that takes long keeps it', async () => {
  const { keyboard, done, lose } = panel(1);
  keyboard.keep();
  keyboard.shown();
  vi.advanceTimersByTime(8000);
  keyboard.arrived();
  await lose();
  expect(done).toEqual(['take']);
});
