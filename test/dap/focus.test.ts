/** What is focused on: Jump to Cursor lists it alone, and a logpoint that is new prints it alone. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterEach, expect, it } from 'vitest';
import { Conversation } from './conversation.js';

let talk: Conversation;

afterEach(() => talk.close());

async function seqOf(position: string): Promise<number> {
  await talk.move('elixirscope/goto', { position });
  return ((await talk.ask('elixirscope/position')) as { readonly seq: number }).seq;
}

const numbers = (targets: readonly DebugProtocol.GotoTarget[]): readonly string[] =>
  targets.map(({ label }) => /^hit ([\d,]+)\/12,000 /.exec(label)?.[1] ?? label);

it('narrows what Jump to Cursor lists and what a new logpoint prints', async () => {
  talk = await Conversation.on('fixtures/dap');
  const { client } = talk;
  const lines: string[] = [];
  client.on('output', ({ body: { output } }: DebugProtocol.OutputEvent) => {
    if (output.startsWith('round ')) lines.push(output.trim());
  });
  await talk.launch({ program: 'rounds.ts' });
  const part = { thread: 1, from: await seqOf('rounds.ts:3#6000'), to: await seqOf('rounds.ts:3#6003') };
  await talk.ask('elixirscope/goto', { position: 'end' });
  expect(await talk.targets('rounds.ts', 3)).toHaveLength(2000);
  await talk.ask('elixirscope/focus', { part });
  expect(numbers(await talk.targets('rounds.ts', 3))).toEqual(['6,003', '6,002', '6,001', '6,000']);
  await expect(talk.targets('rounds.ts', 5)).rejects.toThrow('did not run in the focus range');
  await talk.breakpoints('rounds.ts', [{ line: 3, logMessage: 'round {i}' }]);
  await talk.ask('elixirscope/focus');
  expect(await talk.targets('rounds.ts', 3)).toHaveLength(2000);
  await expect.poll(() => lines).toEqual(['round 5999', 'round 6000', 'round 6001', 'round 6002']);
});

it('refuses a thread that is not recorded, and ends with what is', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'rounds.ts' });
  await expect(talk.client.send('elixirscope/focus', { part: { thread: 7, from: 0, to: 1 } })).rejects.toThrow(
    'Nothing of thread 7',
  );
  await talk.ask('elixirscope/focus', { part: { thread: 1, from: 1e9, to: 2e9 } });
  await expect(talk.targets('rounds.ts', 3)).rejects.toThrow('did not run in the focus range');
});
