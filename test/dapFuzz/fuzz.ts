/** Random conversations with the real adapter: it answers every request, says nothing that the protocol does not know, and lives on. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { elixirscope } from '../record/cli.js';
import { ROOT } from '../record/process.js';
import { Adapter } from './adapter.js';
import { type Conversation, conversations } from './messages.js';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface FuzzResult {
  readonly conversations: number;
  readonly requests: number;
  readonly failures: readonly { readonly why: string; readonly conversation: Conversation }[];
}

const AT_ONCE = 4;
const MAX_FAILURES = 5;

export async function fuzz({ runs, seed, log }: FuzzOptions): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-dap-fuzz-'));
  try {
    cpSync(join(ROOT, 'test/fixtures/dap'), folder, { recursive: true });
    await elixirscope(['record', '--quiet', '--out', 'values.escope', 'values.ts'], { cwd: folder });
    const known = {
      recording: join(folder, 'values.escope'),
      file: join(folder, 'values.ts'),
      program: join(folder, 'origins.ts'),
    };
    const all = fc.sample(conversations(known), { numRuns: runs, seed });
    return await talkAll(folder, all, log);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function talkAll(folder: string, all: readonly Conversation[], log: FuzzOptions['log']): Promise<FuzzResult> {
  const failures: { why: string; conversation: Conversation }[] = [];
  let adapter = Adapter.start(folder);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < all.length && failures.length < MAX_FAILURES; i = next++) {
      const conversation = all[i]!;
      const asked = adapter;
      const why = await asked.then((found) => found.talk(conversation)).catch((error: unknown) => String(error));
      if (why !== undefined) {
        failures.push({ why, conversation });
        log(`${i}: ${why}`);
        // Others that talked to it fail, too; the first one starts another.
        if (adapter === asked) {
          adapter = Adapter.start(folder);
          (await asked).stop();
        }
      }
      if ((i + 1) % 1000 === 0) log(`${i + 1} conversations, failing ${failures.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  (await adapter).stop();
  return {
    conversations: Math.min(next, all.length),
    requests: all.reduce((sum, { sent }) => sum + sent.length, 0),
    failures,
  };
}
