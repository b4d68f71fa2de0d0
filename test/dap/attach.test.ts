/** Attaching to a program that `elixirscope record --listen` records already. Needs dist. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterEach, expect, it } from 'vitest';
import { CLI, cleanEnvironment } from '../record/process.js';
import { Conversation } from './conversation.js';

let talk: Conversation | undefined;
let recorder: ChildProcess | undefined;

afterEach(async () => {
  recorder?.kill('SIGKILL');
  recorder = undefined;
  await talk?.close();
  talk = undefined;
});

async function listening(folder: string, program: string): Promise<number> {
  recorder = spawn(process.execPath, [CLI, 'record', '--listen', '--out', 'run.escope', program], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const { stderr } = recorder;
  return new Promise((resolve, reject) => {
    stderr!.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /listening on 127\.0\.0\.1:(\d+)/.exec(said);
      if (found !== null) resolve(Number(found[1]));
    });
    stderr!.on('end', () => reject(new Error(`nobody listens: ${said}`)));
  });
}

it('stops a running program, goes back in what it has recorded, and leaves it running', async () => {
  talk = await Conversation.on('fixtures/dap');
  const port = await listening(talk.folder, 'ticks.ts');
  const first = await Conversation.to(talk.folder, port);
  await first.attachToRunning({ 'ticks.ts': [{ line: 5, condition: 'count > 3' }] });
  await first.move('stepBack');
  await first.breakpoints('ticks.ts', [{ line: 5, condition: 'count === 2' }]);
  await first.move('reverseContinue');
  await first.evaluate('[count, $next(count)]');
  await first.evaluate('count = 7');
  await first.disconnect();
  const second = await Conversation.to(talk.folder, port);
  await second.attachToRunning({ 'ticks.ts': [{ line: 5, condition: 'count > 20' }] });
  await second.move('elixirscope/goto', { position: `${talk.folder}/ticks.ts:5#2` });
  second.check('attach-running-again');
  const ended = once(recorder!, 'exit');
  await second.disconnect({ terminateDebuggee: true });
  expect(await ended).toBeDefined();
  first.check('attach-running');
});

it('two clients have breakpoints of their own, and both know when the program stands', async () => {
  talk = await Conversation.on('fixtures/dap');
  const { folder } = talk;
  const port = await listening(folder, 'ticks.ts');
  const first = await Conversation.to(folder, port);
  const second = await Conversation.to(folder, port);
  const stopOf = async (one: Conversation): Promise<DebugProtocol.StoppedEvent['body']> =>
    (await one.client.waitForEvent('stopped', 10_000)).body;
  const lineOf = async (one: Conversation): Promise<number | undefined> =>
    (await one.client.stackTraceRequest({ threadId: 1 })).body.stackFrames[0]?.line;
  try {
    await first.attachToRunning({ 'ticks.ts': [{ line: 5, condition: 'count % 20 === 0' }] });
    // Who comes later is told that it stands.
    await second.attachToRunning({ 'ticks.ts': [{ line: 6, condition: 'count % 20 === 10' }] });
    expect(await lineOf(second)).toBe(5);
    const [told, own] = [stopOf(first), stopOf(second)];
    const continued = first.client.waitForEvent('continued', 10_000);
    await second.client.continueRequest({ threadId: 1 });
    await continued;
    expect(await own).toMatchObject({ reason: 'breakpoint' });
    expect((await told).description).toMatch(/^Stopped by another client/);
    expect([await lineOf(first), await lineOf(second)]).toEqual([6, 6]);
    const [watched, stepped] = [stopOf(first), stopOf(second)];
    await second.client.nextRequest({ threadId: 1 });
    expect((await stepped).reason).toBe('step');
    expect((await watched).description).toMatch(/^Stopped by another client/);
    await second.disconnect();
    // The other's wishes are gone with it, not these.
    const again = stopOf(first);
    await first.client.continueRequest({ threadId: 1 });
    expect(await again).toMatchObject({ reason: 'breakpoint' });
    const { body } = await first.client.evaluateRequest({
      expression: 'count % 20',
      frameId: (await first.client.stackTraceRequest({ threadId: 1 })).body.stackFrames[0]!.id,
    });
    expect(body.result).toBe('0');
  } finally {
    await first.disconnect({ terminateDebuggee: true });
    await second.disconnect();
  }
});
