/** Child processes of the program: sessions of their own where the client starts them, threads of the program's session where it does not. */
import { afterEach, expect, it } from 'vitest';
import { Conversation } from './conversation.js';

const talks: Conversation[] = [];

afterEach(async () => {
  for (const talk of talks.splice(0).reverse()) await talk.close();
});

it('a child process has a session of its own, that stops and travels', async () => {
  const parent = await Conversation.on('fixtures/dap');
  talks.push(parent);
  const asked = parent.startsChildren();
  const launched = parent.launch({
    program: 'family.ts',
    breakpoints: { 'family.ts': [{ line: 8, condition: 'sum > 0' }] },
  });
  const { port, name } = await asked;
  expect(name).toMatch(/^squares\.ts \(\d+\)$/);
  const child = await Conversation.to(parent.folder, port);
  talks.push(child);
  await child.attachToRunning({ 'squares.ts': [{ line: 4 }] });
  await child.threads();
  await child.evaluate('[part, square]');
  await child.move('stepBack');
  await child.move('elixirscope/goto', { position: 'start' });
  await child.breakpoints('squares.ts', [{ line: 4, condition: 'part === 4' }]);
  await child.move('continue');
  await child.evaluate('[part, square]');
  const ended = child.client.waitForEvent('terminated');
  await child.client.continueRequest({ threadId: 2 });
  await ended;
  child.check('child');
  await launched;
  await parent.evaluate('[sum, square]');
  await parent.move('continue');
  await parent.threads();
  parent.lookAt(2);
  await parent.move('stepBack');
  parent.check('parent');
});

it('without such a client the child is a thread that stops and travels', async () => {
  const talk = await Conversation.on('fixtures/dap');
  talks.push(talk);
  await talk.launch({
    program: 'family.ts',
    breakpoints: { 'family.ts': [{ line: 8 }], 'squares.ts': [{ line: 4, condition: 'part === 3' }] },
  });
  await talk.threads();
  await talk.move('stepBack');
  await talk.move('continue');
  talk.check('child-thread');
});

it('autoAttachChildProcesses: false leaves children alone', async () => {
  const talk = await Conversation.on('fixtures/dap');
  talks.push(talk);
  await talk.launch({
    program: 'family.ts',
    breakpoints: { 'family.ts': [{ line: 11 }], 'squares.ts': [{ line: 4 }] },
    more: { autoAttachChildProcesses: false },
  });
  await talk.threads();
  talk.check('child-alone');
});

it('records the processes of a command: the tests of a runner', async () => {
  const talk = await Conversation.on('fixtures/dap');
  talks.push(talk);
  await talk.launch({
    breakpoints: { 'sums.test.mts': [{ line: 16 }] },
    more: { runtimeExecutable: process.execPath, runtimeArgs: ['--test', '--test-reporter=dot', 'sums.test.mts'] },
  });
  await talk.threads();
  await talk.move('stepBack');
  await talk.move('stepIn');
  await talk.breakpoints('sums.test.mts', []);
  await talk.move('elixirscope/goto', { position: 'end' });
  await talk.move('continue');
  await talk.move('reverseContinue');
  talk.check('command');
});
