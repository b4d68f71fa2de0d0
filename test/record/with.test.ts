/** The object of a `with` is a scope, as V8 shows it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { elixirscopeJson, record } from './cli.js';
import { sample } from './programs.js';

interface State {
  readonly frames: readonly {
    readonly scopes: readonly { readonly kind: string; readonly variables: Readonly<Record<string, unknown>> }[];
  }[];
}

it('the names that it gives stand between the block and what is around', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'elixirscope-with-')), 'run.escope');
  const ended = await record({ program: sample('fidelity/annex-b/with.cjs').path, out });
  expect(ended.code).toBe(0);
  const { frames } = await elixirscopeJson<State>(['state', out, '--at', 'with.cjs:13']);
  const scopes = frames[0]?.scopes ?? [];
  expect(scopes.map(({ kind }) => kind)).toEqual(['block', 'with', 'module']);
  expect(scopes[1]?.variables).toMatchObject({ x: 6, y: { z: 2 }, hidden: 'hidden' });
  expect(scopes[2]?.variables).toMatchObject({ x: 'outer x', hidden: 'outer', created: 7 });
});
