/** A session of the adapter over a program that is made up: what it runs and records is listed step by step. */
import { fileURLToPath } from 'node:url';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Services } from '../../src/adapter/core.js';
import { EngineSession } from '../../src/adapter/session.js';
import { InlineClient } from './inlineClient.js';
import { type FakeProgram, type FakeProgramOptions, fakeProgram } from './program.js';
import { FAKE_FILE, type FakeStep } from './recording.js';

/** Some file that is there. */
export const PROGRAM = fileURLToPath(import.meta.url);

/** A module that calls `total` in a loop; line 2 calls, lines 10 and 11 are the function. */
export const LOOP: readonly FakeStep[] = [
  { line: 1, depth: 1, variables: { cart: { items: [1, 2, 3], name: 'tea' } } },
  ...[0, 1, 2].flatMap((i): FakeStep[] => [
    { line: 2, depth: 1, variables: { i } },
    { line: 10, depth: 2, functionName: 'total', variables: { x: i * 10 } },
    { line: 11, depth: 2, functionName: 'total', variables: { x: i * 10 + 1 } },
  ]),
  { line: 3, depth: 1, variables: { done: true } },
];

export const services = ({ start, open }: FakeProgram): Services => ({
  startRecording: start,
  openRecording: open,
  listen: async () => {
    throw new Error('not asked');
  },
  analyses: {
    runDiff: async () => ({ apart: [0, 0], same: 0, divergence: undefined }),
    scheduled: async () => {
      throw new Error('not asked');
    },
    calls: async () => [],
    callBehind: async () => undefined,
    origins: async () => [],
    whyNot: async () => ({ kind: 'uncalled', text: 'f', line: 1, at: undefined, times: 0, values: [] }),
  },
});

export async function launched(
  steps: readonly FakeStep[],
  options: { breakpoints?: object[]; filters?: string[]; launch?: object; program?: FakeProgramOptions } = {},
) {
  const program = fakeProgram(steps, options.program);
  const client = new InlineClient(new EngineSession(services(program)));
  await client.request('initialize', { adapterID: 'elixirscope', pathFormat: 'path' });
  await client.event('initialized');
  await client.request('launch', { program: PROGRAM, ...options.launch });
  await client.request('setBreakpoints', { source: { path: FAKE_FILE }, breakpoints: options.breakpoints ?? [] });
  await client.request('setExceptionBreakpoints', { filters: options.filters ?? [] });
  const first = await client.move(
    'configurationDone',
    {},
    options.launch && 'noDebug' in options.launch ? 'terminated' : 'stopped',
  );
  return { client, program, first };
}

export async function where(client: InlineClient): Promise<string> {
  const { stackFrames } = (await client.request('stackTrace', {
    threadId: 1,
  })) as DebugProtocol.StackTraceResponse['body'];
  return stackFrames.map(({ name, line }) => `${name}:${line}`).join(' ');
}
