import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../test/support/recorded.js';
import { int, TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { seq, threadId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import type { CallView, Recording } from './api.js';

afterAll(removeFolders);

const thread = threadId(1);

/** Says each call of a range as `name since-until end value`, and those that they make, indented. */
function tree(recording: Recording, of?: CallView, limit = 100): string[] {
  const range = { thread, depth: of === undefined ? 0 : of.depth + 1, from: of?.since ?? seq(0), until: of?.until };
  const lines: string[] = [];
  for (let from: CallView['since'] | undefined = range.from; from !== undefined; ) {
    const page = recording.callTree({ ...range, from }, limit);
    for (const call of page.calls) {
      const value = call.value?.kind === 'number' ? ` ${call.value.value}` : '';
      const resumed = call.entered === call.since ? '' : ` (of ${call.entered})`;
      lines.push(
        `${'  '.repeat(call.depth)}${call.functionName} ${call.since}-${call.until}${resumed} ${call.end}${value}`,
      );
      if (call.hasCalls) lines.push(...tree(recording, call, limit));
    }
    from = page.next;
  }
  return lines;
}

/** `main` calls `work` a few times, which calls `leaf`; segments are cut everywhere. */
function program(cutEvery: number, leaves: number): Recording {
  const t = new TableBuilder();
  const [main, work, leaf] = [t.fn('main'), t.fn('work'), t.fn('leaf')];
  const enter = [main, work, leaf].map((fn) => t.site(SITE.enter, fn));
  const pops = [main, work, leaf].map((fn) => t.site(SITE.return, fn, { flags: SITE_FLAG.POPS }));
  const heldUp = t.site(SITE.return, work);
  const leave = t.site(SITE.leave, work);
  const throws = t.site(SITE.throw, leaf);
  const leafLeaves = t.site(SITE.leave, leaf);
  const steps = [t.step(main, 1), t.step(work, 2), t.step(leaf, 3)];
  return recorded(t, (s, cut) => {
    let events = 0;
    const event = (site: number, value: Parameters<typeof s.event>[2] = undef): void => {
      s.event(site, [], value);
      if (++events % cutEvery === 0) cut();
    };
    const step = (site: number): void => {
      s.event(site);
      if (++events % cutEvery === 0) cut();
    };
    event(enter[0]!);
    for (let i = 0; i < 4; i++) {
      step(steps[0]!);
      event(enter[1]!);
      for (let k = 0; k < leaves; k++) {
        step(steps[1]!);
        event(enter[2]!);
        step(steps[2]!);
        if (i === 2 && k === leaves - 1) {
          event(throws, int(7));
          step(leafLeaves);
        } else event(pops[2]!, int(k));
      }
      if (i === 1) event(heldUp, int(10));
      if (i === 1 || i === 2) step(leave);
      else event(pops[1]!, int(i));
    }
    step(steps[0]!);
  });
}

test('a call tree says how each call ended, and with what', () => {
  expect(tree(program(1000, 1))).toMatchInlineSnapshot(`
    [
      "main 0-31 open",
      "  work 2-7 returned 0",
      "    leaf 4-6 returned 0",
      "  work 9-15 returned 10",
      "    leaf 11-13 returned 0",
      "  work 17-23 threw 7",
      "    leaf 19-22 threw 7",
      "  work 25-30 returned 3",
      "    leaf 27-29 returned 0",
    ]
  `);
});

test('where segments are cut and how many calls a page has changes nothing', () => {
  for (const leaves of [1, 40]) {
    const whole = tree(program(100_000, leaves));
    for (const cutEvery of [1, 3, 7, 50])
      for (const limit of [1, 2, 100]) expect(tree(program(cutEvery, leaves), undefined, limit)).toEqual(whole);
  }
});

test('a part of a thread lists the calls whose callers do not begin in it', () => {
  for (const cutEvery of [1, 4, 1000]) {
    const recording = program(cutEvery, 2);
    const [first, second] = recording.callTree({ thread, depth: 1, from: seq(0), until: undefined }, 2).calls;
    const [, leaf] = recording.callTree({ thread, depth: 2, from: first!.since, until: first!.until }, 2).calls;
    // From within the first `work`: the leaf that it still calls, then the next `work`.
    const from = seq(leaf!.since - 1);
    const { calls, next } = recording.callTree({ thread, depth: undefined, from, until: undefined }, 2);
    expect(calls).toEqual([leaf, second]);
    expect(recording.callTree({ thread, depth: undefined, from: next!, until: undefined }, 1).calls).toMatchObject([
      { functionName: 'work', end: 'threw' },
    ]);
  }
});

test('a call is found by the event that entered it', () => {
  const recording = program(5, 3);
  const [work] = recording.callTree({ thread, depth: 1, from: seq(0), until: undefined }, 1).calls;
  expect(recording.callAt({ thread, seq: work!.since })).toEqual(work);
  expect(recording.callAt({ thread, seq: seq(work!.since + 1) })).toBeUndefined();
});
