import { afterEach, expect, it } from 'vitest';
import { Conversation } from './conversation.js';

let talk: Conversation | undefined;

afterEach(async () => {
  await talk?.close();
  talk = undefined;
});

it('steps through the shop in both directions, from a live stop, at its end, and in the recording opened again', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({
    program: 'src/main.ts',
    breakpoints: { 'src/discounts.ts': [{ line: 27 }], 'src/orders.ts': [{ line: 58 }] },
  });
  await talk.evaluate('customer.name');
  await talk.evaluate('rules.length');
  for (const command of ['stepBack', 'stepBack', 'stepBack']) await talk.move(command);
  await talk.move('next');
  await talk.move('continue');
  await talk.move('stepIn');
  await talk.move('stepOut');
  await talk.move('elixirscope/stepBackInto');
  await talk.move('elixirscope/stepBackOut');
  await talk.move('continue');
  await talk.breakpoints('src/orders.ts', []);
  await talk.breakpoints('src/discounts.ts', []);
  await talk.move('continue');
  await talk.move('stepBack');
  await talk.breakpoints('src/discounts.ts', [{ line: 27, condition: "code === 'SORRY'" }]);
  await talk.move('reverseContinue');
  await talk.evaluate('rules');
  await talk.move('reverseContinue');
  talk.check('shop');
});

it('opens a recording without running anything', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({ program: 'src/main.ts', more: { recording: 'first.escope' } });
  const recording = `${talk.folder}/first.escope`;
  const { folder } = talk;
  await talk.disconnect();
  const again = await Conversation.on('programs/shop');
  try {
    await again.attach(recording, { 'src/main.ts': [{ line: 30 }] });
    await again.move('stepBack');
    await again.ask('source', { sourceReference: 0, source: { path: `${folder}/src/money.ts` } });
    expect(await again.ask('elixirscope/status')).toMatchObject({ state: 'ended' });
  } finally {
    await again.close();
  }
});

it('goes to where a statement ran, to the start of a call, back to the cursor, and to both ends', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'values.ts', breakpoints: { 'values.ts': [{ line: 41, hitCondition: '4' }] } });
  const source = { path: `${talk.folder}/values.ts` };
  const targets = await talk.targets('values.ts', 41);
  await talk.move('goto', { targetId: targets[2]!.id });
  await talk.evaluate('[i, count]');
  await talk.move('elixirscope/goto', { position: 'end' });
  expect((await talk.client.send('elixirscope/status')).body).toMatchObject({ state: 'live-stopped' });
  await talk.ask('gotoTargets', { source, line: 999 });
  await talk.breakpoints('values.ts', []);
  await talk.move('elixirscope/runBackTo', { path: source.path, line: 41 });
  await talk.evaluate('[i, count]');
  await talk.ask('elixirscope/runBackTo', { path: source.path, line: 43 });
  await talk.breakpoints('values.ts', [{ line: 43 }]);
  await talk.move('continue');
  await talk.move('continue');
  await talk.move('elixirscope/runBackTo', { path: source.path, line: 41 });
  await talk.move('restartFrame', { frameId: await talk.topFrame() });
  await talk.move('elixirscope/goto', { position: 'start' });
  await talk.move('elixirscope/goto', { position: 'end' });
  talk.check('goto');
});

it('goes to a statement by any line that it stands on', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'lines.ts' });
  const path = `${talk.folder}/lines.ts`;
  const linesOf = async (line: number): Promise<readonly number[]> => [
    ...new Set((await talk!.targets('lines.ts', line)).map((target) => target.line)),
  ];
  expect(await linesOf(8)).toEqual([6]);
  expect(await linesOf(12)).toEqual([10]);
  // A closing brace belongs to the block around: what follows is meant.
  expect(await linesOf(15)).toEqual([17]);
  await talk.move('elixirscope/runBackTo', { path, line: 8 });
  expect((await talk.client.stackTraceRequest({ threadId: 1 })).body.stackFrames[0]?.line).toBe(6);
});

it('who wrote this: from a value to the write behind it, and from there to the one before', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({ program: 'src/main.ts' });
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/orders.ts:58#2` });
  await talk.whoWrote('cart.lines');
  await talk.ask('elixirscope/whoWrote', { name: 'total' });
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/orders.ts:58#2` });
  await talk.whoWrote('total');
  await talk.whoWrote('total');
  await talk.ask('elixirscope/whoWrote', { name: 'total' });
  await talk.whoWrote('customer');
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/main.ts:19` });
  await talk.ask('elixirscope/origins', { name: 'receipt.total' });
  await talk.ask('elixirscope/origins', { name: 'nobody' });
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/main.ts:29` });
  await talk.locations('customers', 'id');
  await talk.whoWrote('customers');
  talk.check('who-wrote');
});

it('why did this line not run: the nearest place that decided otherwise', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'unreached.ts' });
  const path = `${talk.folder}/unreached.ts`;
  for (const line of [2, 8, 13, 18, 23, 28, 4]) await talk.ask('elixirscope/whyNot', { path, line });
  talk.check('why-not');
});

it('steps by line pass over what else is on it, live and in the past', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'values.ts', breakpoints: { 'values.ts': [{ line: 39 }] } });
  const line = { granularity: 'line' };
  await talk.breakpoints('values.ts', []);
  for (let i = 0; i < 4; i++) await talk.move('next', line);
  for (let i = 0; i < 3; i++) await talk.move('stepBack', line);
  await talk.move('stepIn', line);
  await talk.move('stepIn', line);
  talk.check('by-line');
});

it('steps by expression inside of statements, live and in the past, in both directions', async () => {
  talk = await Conversation.on('fixtures/dap');
  const program = 'expressions.ts';
  const by = { granularity: 'instruction' };
  await talk.launch({ program, breakpoints: { [program]: [{ line: 16 }] } });
  for (let i = 0; i < 11; i++) await talk.move('next', by);
  for (let i = 0; i < 11; i++) await talk.move('stepBack', by);
  await talk.evaluate('cart.total');
  await talk.breakpoints(program, []);
  for (let i = 0; i < 6; i++) await talk.move('stepIn', by);
  await talk.move('elixirscope/stepBackOut', by);
  await talk.move('elixirscope/stepBackInto', by);
  await talk.move('stepOut', by);
  await talk.move('next');
  await talk.move('elixirscope/goto', { position: 'end' });
  await talk.move('next', by);
  await talk.move('elixirscope/goto', { position: `${talk.folder}/${program}:2#3` });
  await talk.move('stepOut', by);
  await talk.evaluate('[n, this.total]');
  talk.check('by-expression');
});

it('steps into the call that is chosen, live and in the past', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'nested.ts', breakpoints: { 'nested.ts': [{ line: 10 }] } });
  await talk.breakpoints('nested.ts', []);
  const into = async (label: string): Promise<void> => {
    const targets = await talk!.stepInTargets();
    await talk!.move('stepIn', { targetId: targets.find((target) => target.label === label)!.id });
  };
  await into('double(3)');
  await talk.move('stepOut');
  const line = `${talk.folder}/nested.ts:10`;
  for (const label of ['double(1)', 'double(3)', 'add(double(1), twice(double, 2), double(3))']) {
    await talk.move('elixirscope/goto', { position: line });
    await into(label);
  }
  await talk.move('elixirscope/goto', { position: line });
  await talk.ask('stepIn', { threadId: 1, targetId: 99 });
  talk.check('step-in-targets');
});

it('steps pass over skipped files, which stacks show dimmed, live and in the past, in both directions', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({
    program: 'nested.ts',
    breakpoints: { 'nested.ts': [{ line: 12 }] },
    more: { skipFiles: ['<node_internals>/**', '**/lib/**'] },
  });
  const around = async (): Promise<void> => {
    await talk!.move('stepIn');
    await talk!.dimmed();
    for (const command of ['next', 'next', 'next']) await talk!.move(command);
  };
  await around();
  await talk.move('continue');
  await talk.move('elixirscope/goto', { position: `${talk.folder}/nested.ts:12` });
  await around();
  for (const command of ['stepBack', 'elixirscope/stepBackInto', 'stepBack', 'stepBack', 'elixirscope/stepBackOut'])
    await talk.move(command);
  await talk.exceptions(['caught'], []);
  await talk.move('continue');
  await talk.move('continue');
  talk.check('skip-files');
});

it('leads from a callback to the statement that registered it', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'schedules.ts' });
  for (const place of ['8#1', '8#2', '27', '39', '43#1', '43#2', '22', '32', '51', '56']) {
    await talk.move('elixirscope/goto', { position: `${talk.folder}/schedules.ts:${place}` });
    await talk.move('elixirscope/scheduled');
  }
  await talk.move('elixirscope/goto', { position: 'start' });
  await talk.ask('elixirscope/scheduled');
  talk.check('scheduled');
});

it('steps lead over and out of what waits, the same live and in the past', async () => {
  const program = { program: 'waits.ts', breakpoints: { 'waits.ts': [{ line: 11 }] } };
  const forward = ['next', 'stepIn', 'next', 'stepOut', 'stepOut'];
  talk = await Conversation.on('fixtures/dap');
  await talk.launch(program);
  for (const command of forward) await talk.move(command);
  await talk.move('continue');
  await talk.move('elixirscope/goto', { position: `${talk.folder}/waits.ts:11` });
  for (const command of forward) await talk.move(command);
  await talk.move('elixirscope/goto', { position: `${talk.folder}/waits.ts:13` });
  for (const command of [
    'stepBack',
    'elixirscope/stepBackInto',
    'stepBack',
    'elixirscope/stepBackOut',
    'elixirscope/stepBackOut',
  ])
    await talk.move(command);
  talk.check('waits');
});
