import { expect, test } from 'vitest';
import type { Position, Recording, StopHit } from '../query/api.js';
import type { SessionCore } from './core.js';
import { RecordingWatch } from './recordingWatch.js';

/** A running program that has written a variable at every tenth event; `stopsAt`: where its data breakpoint's condition holds. */
function running(stopsAt: number, conditionMillis: number) {
  const now = { events: 100, pauses: 0, asked: [] as number[] };
  const recording = {
    refresh: () => undefined,
    *hits({ thread, seq }: Position): Generator<Partial<StopHit>> {
      const end = now.events;
      for (let at = Math.floor(seq / 10) * 10 + 10; at < end; at += 10)
        yield { reason: 'data', position: { thread, seq: at as Position['seq'] }, breakpointIds: [7] };
    },
  } as unknown as Recording;
  const core = {
    state: { kind: 'live-running', run: { pause: () => now.pauses++ } },
    exceptions: { events: new Set() },
    breakpoints: {
      all: () => [],
      data: () => [{ id: 7 }],
      stopping: (_: Recording, { seq }: Position) => {
        now.asked.push(seq);
        for (const end = performance.now() + conditionMillis; performance.now() < end; );
        return { ids: seq === stopsAt ? [7] : [], problems: [] };
      },
    },
    logpoints: { isEmpty: true, print: async () => undefined },
    isNoDebug: () => false,
    recordingIfAny: () => recording,
    openedRecording: () => recording,
    ownThreads: () => [{ id: 1, events: now.events }],
  } as unknown as SessionCore;
  return { now, recording, watch: new RecordingWatch(core) };
}

test('the condition of a data breakpoint is asked once for each write, however often is looked', async () => {
  const { now, recording, watch } = running(150, 0);
  await watch.look();
  await watch.look();
  expect(now.asked).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
  expect(now.pauses).toBe(0);
  now.events = 200;
  await watch.look();
  expect(now.asked.slice(10)).toEqual([100, 110, 120, 130, 140, 150]);
  expect(now.pauses).toBe(1);
  expect(await watch.takeWrite(recording, () => true)).toMatchObject({ position: { seq: 150 }, breakpointIds: [7] });
});

test('a condition that takes long lets other requests in between', async () => {
  const { now, watch } = running(-1, 20);
  const looked = watch.look();
  const askedBefore = await new Promise((answer) => setImmediate(() => answer(now.asked.length)));
  expect(askedBefore).toBeLessThan(10);
  await looked;
  expect(now.asked).toHaveLength(10);
});

test('who stands lets other requests in between, too, and two of them are told one after the other', async () => {
  const { now, recording, watch } = running(90, 20);
  const first = watch.takeWrite(recording, () => true);
  const second = watch.takeWrite(recording, () => true);
  expect(now.asked.length).toBeLessThan(10);
  expect(await first).toMatchObject({ position: { seq: 90 } });
  expect(await second).toBeUndefined();
  expect(now.asked).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
});

test('what nobody stands for any more is told to the next one', async () => {
  const { recording, watch } = running(90, 20);
  let stands = true;
  const first = watch.takeWrite(recording, () => stands);
  stands = false;
  expect(await first).toBeUndefined();
  expect(await watch.takeWrite(recording, () => true)).toMatchObject({ position: { seq: 90 } });
});

test('what is recorded while somebody is told is not taken for told', async () => {
  const { now, recording, watch } = running(-1, 20);
  const first = watch.takeWrite(recording, () => true);
  now.events = 120;
  expect(await first).toBeUndefined();
  await watch.takeWrite(recording, () => true);
  expect(now.asked).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);
});

test('a look that searches gives way to who stands', async () => {
  const { now, recording, watch } = running(90, 20);
  const looked = watch.look();
  expect(await watch.takeWrite(recording, () => true)).toMatchObject({ position: { seq: 90 } });
  await looked;
  expect(now.pauses).toBe(0);
});
