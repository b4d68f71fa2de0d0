/** What a decorator makes of a field's first value is what the field has: V8 has no decorators, so that the oracle cannot compare it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { elixirscopeJson, record } from './cli.js';
import { sample } from './programs.js';

interface State {
  readonly frames: readonly {
    readonly function: string;
    readonly scopes: readonly { readonly variables: Readonly<Record<string, unknown>> }[];
  }[];
}

const program = sample('fidelity/built/decorated-fields.ts').path;
const out = join(mkdtempSync(join(tmpdir(), 'elixirscope-decorated-')), 'run.escope');

async function variablesAt(place: string): Promise<Readonly<Record<string, unknown>>> {
  const { frames } = await elixirscopeJson<State>(['state', out, '--at', place]);
  return Object.assign({}, ...(frames[0]?.scopes.map(({ variables }) => variables) ?? [])) as Record<string, unknown>;
}

it('is shown of public and private fields, from the next one on', async () => {
  expect((await record({ program, out })).code).toBe(0);
  const props = { count: 42, '#secret': 8, list: { first: [1] }, added: 'late', plain: 50, computed: 14, last: 18 };
  const { s, d } = await variablesAt('decorated-fields.ts:30');
  expect(s).toMatchObject({ props });
  expect(d).toMatchObject({ props: { ...props, plain: 51, own: 20 } });
  expect(await variablesAt('decorated-fields.ts:12')).toMatchObject({ this: { props: { count: 42, '#secret': 8 } } });
});
