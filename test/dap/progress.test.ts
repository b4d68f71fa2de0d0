/** Searches that take long are told, and can be ended; requests that nobody waits for any more are not answered. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterEach, expect, it } from 'vitest';
import { Conversation } from './conversation.js';

let talk: Conversation | undefined;

afterEach(async () => {
  await talk?.close();
  talk = undefined;
});

/** Takes far more than half a second for all executions, and holds for none. */
const SLOW = 'Array.from({ length: 3000 }, (_, n) => n).filter((n) => n < 0).length > 0';

it('a search that is cancelled leaves the playhead where it is, and requests behind it may be cancelled, too', async () => {
  talk = await Conversation.on('fixtures/dap');
  const { client } = talk;
  await talk.launch({ program: 'rounds.ts' });
  await talk.breakpoints('rounds.ts', [{ line: 3, condition: SLOW }]);
  const before = (await talk.ask('elixirscope/position')) as { readonly seq: number };
  const seen: string[] = [];
  const titles: string[] = [];
  client.on('progressStart', ({ body }: DebugProtocol.ProgressStartEvent) => titles.push(body.title));
  for (const event of ['progressStart', 'progressEnd', 'stopped']) client.on(event, () => seen.push(event));
  const started = client.waitForEvent('progressStart') as Promise<DebugProtocol.ProgressStartEvent>;
  const stopped = client.waitForEvent('stopped') as Promise<DebugProtocol.StoppedEvent>;
  await client.send('reverseContinue', { threadId: 1 });
  const { progressId, cancellable } = (await started).body;
  expect(cancellable).toBe(true);
  // It waits in the queue behind the search.
  const waiting = client.send('loadedSources', {});
  const requestId = (client as unknown as { readonly sequence: number }).sequence - 1;
  await client.send('cancel', { requestId });
  await client.send('cancel', { progressId });
  await expect(waiting).rejects.toThrow('cancelled');
  expect((await stopped).body.reason).toBe('pause');
  expect(await talk.ask('elixirscope/position')).toMatchObject({ seq: before.seq });
  expect(titles).toEqual(['Searching the recording']);
  expect(seen).toEqual(['progressStart', 'progressEnd', 'stopped']);
});

it('a logpoint over more executions than it prints lines says of how many', async () => {
  talk = await Conversation.on('fixtures/dap');
  const { client } = talk;
  await talk.launch({ program: 'rounds.ts' });
  let lines = 0;
  const last = new Promise<string>((resolve) => {
    client.on('output', ({ body: { output } }: DebugProtocol.OutputEvent) => {
      if (output.startsWith('round ')) lines++;
      else if (output.startsWith('The logpoint')) resolve(output);
    });
  });
  await talk.breakpoints('rounds.ts', [{ line: 3, logMessage: 'round {i}' }]);
  expect(await last).toContain('printed 10,000 lines of 12,000;');
  expect(lines).toBe(10_000);
});
