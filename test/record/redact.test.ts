/** What has a name that the user has given is in no event but those of returned values, which have none. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { elixirscope, record } from './cli.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-redact-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = join(import.meta.dirname, '../fixtures/redacted.cts');
const out = join(folder, 'run.escope');

/** Events in which the secret is. */
async function eventsWithIt(options: readonly string[]): Promise<readonly string[]> {
  const ended = await record({ program, out, options });
  expect(ended).toMatchObject({ code: 0, stdout: '68\n', stderr: '' });
  const events = await elixirscope(['events', out, '--json', '--depth', '5']);
  return events.stdout.split('\n').filter((line) => line.includes('hunter2') && !line.includes('"kind":"return"'));
}

describe('values of a redacted name are not recorded', () => {
  const ways = [[], ['--mode', 'calls'], ['--max-overhead', '1.0001'], ['--sample', '2']];
  for (const way of ways)
    it(way.join(' ') || 'in full', { timeout: 60_000 }, async () => {
      expect(await eventsWithIt([...way, '--redact', 'secret'])).toEqual([]);
    });

  it('others are', { timeout: 60_000 }, async () => {
    expect((await eventsWithIt([])).length).toBeGreaterThan(20);
  });
});
