// Needs dist (npm run build). A running program stops exactly where a condition holds, however often it passes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterEach, expect, it } from 'vitest';
import { Conversation } from './conversation.js';

let talk: Conversation;
afterEach(() => talk.close());

/** What an expression is in the innermost frame. */
async function shown(expression: string): Promise<string> {
  const frameId = await talk.topFrame();
  return (await talk.client.evaluateRequest({ expression, frameId, context: 'watch' })).body.result;
}

/** The value of `i` at each stop up to the end, which has none. */
async function stops(): Promise<number[]> {
  const found: number[] = [];
  for (;;) {
    const i = await shown('typeof i === "number" ? i : -1');
    if (i === '-1') return found;
    found.push(Number(i));
    await talk.move('continue');
  }
}

const launch = (breakpoint: { readonly condition?: string; readonly hitCondition?: string }): Promise<void> =>
  talk.launch({ program: 'hits.cjs', breakpoints: { 'hits.cjs': [{ line: 22, ...breakpoint }] } });

it.each([
  ['of variables', 'isDue', [7, 250, 251, 999]],
  ['of a closure, an object and its array', 'basket.parts.length === 3 && basket.weight === 20 * (due.size + 1)', [4]],
  ['of a Map and a text', 'named.get(`n${i % 10}`) === i && `${i}` === "512"', [512]],
  ['of what others have changed', 'seen.length === 4 && i > 997', [998, 999]],
])('a condition %s', async (_of, condition, expected) => {
  talk = await Conversation.on('fixtures/dap');
  await launch({ condition });
  expect(await stops()).toEqual(expected);
});

it.each([
  [{ hitCondition: '% 400' }, [399, 799]],
  [{ condition: 'i % 2 === 1', hitCondition: '== 300' }, [599]],
])('a hit count, and one among the hits whose condition holds', async (breakpoint, expected) => {
  talk = await Conversation.on('fixtures/dap');
  await launch(breakpoint);
  expect(await stops()).toEqual(expected);
});

it('an exception whose condition holds, among others', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({
    program: 'hits.cjs',
    filterOptions: [{ filterId: 'caught', condition: 'error instanceof RangeError && seen.length === 3' }],
  });
  expect(await stops()).toEqual([251]);
});

it('a condition that cannot be evaluated is told once, and stops nothing', async () => {
  talk = await Conversation.on('fixtures/dap');
  await launch({ condition: 'nothingOfThatName > 1' });
  expect(await stops()).toEqual([]);
  const told = talk.console.match(/nothingOfThatName > 1/g);
  expect(told).toHaveLength(1);
});

it('other breakpoints stop as before, and so does a step over calls that pass the condition', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({
    program: 'hits.cjs',
    breakpoints: {
      'hits.cjs': [
        { line: 22, condition: 'i === 2000' },
        { line: 27, condition: 'i > 996' },
      ],
    },
  });
  expect(await shown('i')).toBe('997');
  // Over the call, in which the other line is passed, to the next round.
  await talk.move('next');
  await talk.move('next');
  expect(await shown('i')).toBe('998');
  await talk.move('continue');
  expect(await shown('i')).toBe('998');
  await talk.move('continue');
  expect(await shown('i')).toBe('999');
});

it('a write whose condition takes long to find is told before the stop that the program has come to meanwhile', async () => {
  talk = await Conversation.on('fixtures/dap');
  await launch({ condition: 'i === 0' });
  await talk.watch([
    {
      name: 'basket.weight',
      condition: 'Array.from({ length: 100 }).length === 100 && basket.weight === 19000 && basket.parts[2] === 1',
    },
  ]);
  await talk.breakpoints('hits.cjs', [{ line: 32 }]);
  await talk.move('continue');
  expect(await shown('basket.weight')).toBe('19000');
  await talk.move('continue');
  expect(await shown('seen.length + ":" + basket.weight')).toBe("'5:20000'");
});

it('ends when told while such a search goes on', async () => {
  talk = await Conversation.on('fixtures/dap');
  await launch({ condition: 'i === 0' });
  await talk.watch([{ name: 'basket.weight', condition: 'Array.from({ length: 1000 }).length === 1' }]);
  await talk.breakpoints('hits.cjs', [{ line: 32 }]);
  await talk.client.continueRequest({ threadId: 1 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  let stops = 0;
  talk.client.on('stopped', () => stops++);
  await talk.disconnect();
  expect(stops).toBe(0);
});

const DEEP = `function deep(n) {
  if (n === 0) return 0;
  const below = deep(n - 1);
  return below + 1;
}
function* counts(to) {
  for (let n = 0; n < to; n++) yield deep(n);
}
async function later() {
  let sum = 0;
  for (const n of counts(9)) {
    sum += deep(n);
    await null;
    sum += [n].map(deep)[0];
  }
  return sum;
}
later().then(console.log);
`;

/** Where a number of steps lead, one after the other. */
async function walk(breakpoints: readonly DebugProtocol.SourceBreakpoint[]): Promise<string[]> {
  const places: string[] = [];
  talk = await Conversation.on('fixtures/dap');
  writeFileSync(join(talk.folder, 'deep.cjs'), DEEP);
  await talk.launch({ program: 'deep.cjs', breakpoints: { 'deep.cjs': [{ line: 12 }] } });
  await talk.breakpoints('deep.cjs', breakpoints);
  for (let i = 0; i < 60; i++) {
    const { stackFrames } = (await talk.client.stackTraceRequest({ threadId: 1 })).body;
    places.push(stackFrames.map(({ name, line }) => `${name}:${line}`).join(' '));
    const isDeep = stackFrames[0]?.name === 'deep';
    await talk.move(i % 3 === 0 ? 'next' : isDeep && i % 3 === 1 ? 'stepOut' : 'stepIn');
  }
  await talk.close();
  return places;
}

it('steps lead to the same places whether they pass conditions that do not hold or not', async () => {
  const passing = await walk([2, 3, 4, 7, 14].map((line) => ({ line, condition: 'typeof n === "string"' })));
  expect(passing).toEqual(await walk([]));
  expect(new Set(passing).size).toBeGreaterThan(10);
});
