import { afterEach, it } from 'vitest';
import type { CallTreeBody } from '../../src/wire/calls.js';
import type { ComparedBody, StateBody } from '../../src/wire/panel.js';
import type { OutputBody } from '../../src/wire/output.js';
import type {
  QueryArguments,
  QueryBody,
  QueryChoicesBody,
  QueryExportArguments,
  QueryExportBody,
} from '../../src/wire/query.js';
import type { SearchArguments, SearchBody } from '../../src/wire/search.js';
import type { ChangeBody, StateDiffBody, WritesBody } from '../../src/wire/stateDiff.js';
import { Conversation } from './conversation.js';

let talk: Conversation | undefined;

afterEach(async () => {
  await talk?.close();
  talk = undefined;
});

it('says what a variable was before and is after, and how calls of a function ended', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({ program: 'src/main.ts' });
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/orders.ts:58#3` });
  for (const expression of ['total', 'rule', 'discounts', 'this.receipts', 'nothing', 'total +'])
    await talk.ask('elixirscope/around', { expression, limit: 2 });
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/discounts.ts:25` });
  await talk.ask('elixirscope/around', { expression: 'rules', limit: 1 });
  await talk.ask('elixirscope/cameFrom');
  const path = `${talk.folder}/src/stock.ts`;
  await talk.ask('elixirscope/calls', { path, line: 9, limit: 2 });
  await talk.ask('elixirscope/calls', { path: `${talk.folder}/src/orders.ts`, line: 51 });
  talk.check('moments');
});

it('names two moments of a call or a loop to compare, and where two runs part', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({ program: 'src/main.ts', more: { recording: 'one.escope' } });
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/orders.ts:58#2` });
  for (const what of ['call', 'iteration']) {
    const body = (await talk.ask('elixirscope/compared', { what })) as ComparedBody;
    for (const moment of [body.before, body.after]) {
      const { body: state } = await talk.client.send('elixirscope/state', moment);
      const [frame = '', ...variables] = (state as StateBody).text.split('\n');
      talk.say(`${frame}: ${variables.filter((line) => /^ {2}(total|off) = /.test(line)).join(',')}`);
    }
    await sayChanges(talk, body);
  }
  await talk.move('elixirscope/goto', { position: `${talk.folder}/src/orders.ts:51` });
  await talk.ask('elixirscope/compared', { what: 'iteration' });
  await talk.ask('elixirscope/compareRuns', { path: `${talk.folder}/one.escope` });
  await talk.ask('elixirscope/compareRuns', { path: `${talk.folder}/none.escope` });
  talk.check('compared');
});

/** What changed between two moments, and where that was written. */
async function sayChanges(on: Conversation, { before, after }: ComparedBody): Promise<void> {
  const asked = { first: after, second: before };
  const { changes, cut } = (await on.client.send('elixirscope/stateDiff', asked)).body as StateDiffBody;
  const say = async (change: ChangeBody, indent: string): Promise<void> => {
    const { kind, label, before: old, after: now, origin, children } = change;
    const { body } = await on.client.send('elixirscope/writes', { ...after, origins: origin === null ? [] : [origin] });
    const [write] = (body as WritesBody).writes;
    const where = write?.place ? `   ${write.place.path}:${write.place.line}` : '';
    on.say(`${indent}${kind} ${label}: ${old ?? ''} -> ${now ?? ''}${where}`);
    for (const child of children) await say(child, `${indent}  `);
  };
  for (const change of changes) await say(change, '  ');
  on.say(`  cut: ${cut}`);
}

/** As many as are asked for: a page ends after a tenth of a second, which is early where the machine is busy. */
async function pagesOf<P extends { readonly next: unknown }>(
  command: string,
  args: { readonly limit?: number },
  { begin, found }: { readonly begin: string; readonly found: (page: P) => readonly unknown[] },
): Promise<readonly P[]> {
  const pages: P[] = [];
  let left = args.limit ?? 200;
  for (let from = {}; ; ) {
    const { body } = await talk!.client.send(command, { ...args, limit: left, ...from });
    const page = body as P;
    pages.push(page);
    left -= found(page).length;
    if (page.next === null || left === 0) return pages;
    from = { [begin]: page.next };
  }
}

const foundBy = (args: SearchArguments): Promise<readonly SearchBody[]> =>
  pagesOf('elixirscope/search', args, { begin: 'since', found: ({ hits }) => hits });
const queried = (args: QueryArguments): Promise<readonly QueryBody[]> =>
  pagesOf('elixirscope/query', args, { begin: 'from', found: ({ events }) => events });
const exported = (args: QueryExportArguments): Promise<readonly QueryExportBody[]> =>
  pagesOf('elixirscope/queryExport', args, { begin: 'from', found: ({ rows }) => rows });

it('finds calls, values, output and errors by their text', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({ program: 'src/main.ts' });
  for (const text of ['reserve', '1587', 'total = 1587', 'kettle', 'to pay', 'OUTOFSTOCK', 'known = undefined', ' ']) {
    talk.say(`search ${text}`);
    for (const { kind, text: shown, place } of (await foundBy({ text })).flatMap(({ hits }) => hits))
      talk.say(`  ${kind} ${shown}${place === null ? '' : `   ${place.path}:${place.line}`}`);
  }
  const { next } = (await foundBy({ text: 'reserve', limit: 4 })).at(-1)!;
  const rest = await foundBy({ text: 'reserve', since: next! });
  talk.say(`4, then ${rest.flatMap(({ hits }) => hits).length} more`);
  talk.check('search');
});

it('finds events by expressions, and reads these as conditions', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({ program: 'src/main.ts' });
  for (const text of [
    'kind === "write" && name === "total" && value < 0',
    'kind === "return" && value.total > 5000',
    'total > 1',
  ]) {
    talk.say(`query ${text}`);
    const { body } = await talk.client.send('elixirscope/queryTerms', { text });
    talk.say(`  ${JSON.stringify(body)}`);
    const found = await queried({ text }).catch((error: Error) => error);
    if (found instanceof Error) talk.say(`  ${found.message}`);
    else
      for (const { kind, name, value, place } of found.flatMap(({ events }) => events))
        talk.say(`  ${kind} ${name ?? ''} ${value}   ${place?.path}:${place?.line}`);
  }
  const text = 'kind === "output"';
  const first = await exported({ text, format: 'csv', limit: 3 });
  for (const row of first.flatMap(({ rows }) => rows)) talk.say(row.replace(/^1,\d+,[\d.]+/, '<when>'));
  const rest = await exported({ text, format: 'json', from: first.at(-1)!.next! });
  talk.say(`and ${rest.flatMap(({ rows }) => rows).length} more`);
  const { body: choices } = await talk.client.send('elixirscope/queryChoices');
  const { files, functions } = choices as QueryChoicesBody;
  talk.say(`${files.join(', ')}\n${functions.join(', ')}`);
  talk.check('query');
});

it('lists calls as a tree, what was printed, and errors, a page at a time', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({ program: 'src/main.ts' });
  const lines: string[] = [];
  const list = async (args: object, indent: string): Promise<void> => {
    let from: number | null = 0;
    while (from !== null) {
      const { body } = await talk!.client.send('elixirscope/callTree', { from, limit: 7, ...args });
      const page = body as CallTreeBody;
      for (const call of page.calls) {
        const { end } = call.outcome;
        const value = call.outcome.value.replace(/^Timeout .*/, 'Timeout');
        lines.push(`${indent}${call.function}(${call.arguments})${call.resumed ? ' goes on' : ''}: ${end} ${value}`);
        if (call.hasCalls && call.depth < 2)
          await list({ depth: call.depth + 1, from: call.seq, until: call.until }, `${indent}  `);
      }
      from = page.next;
      args = { ...args, from };
    }
  };
  await list({}, '');
  talk.say(lines.join('\n'));
  const printed = (await talk.ask('elixirscope/output', { limit: 2 })) as OutputBody;
  const { body } = await talk.client.send('elixirscope/output', { since: printed.next, limit: 1 });
  talk.say(`next: ${(body as OutputBody).entries[0]!.text}`);
  await talk.ask('elixirscope/events', { kinds: ['throw', 'failure'] });
  await talk.ask('elixirscope/callTree', { name: 'cart.ADD', limit: 2 });
  await talk.ask('elixirscope/callTree', { name: 'nobody' });
  await talk.ask('elixirscope/callTree', { thread: 7 });
  talk.check('lists');
});
