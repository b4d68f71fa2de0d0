import { afterEach, expect, it } from 'vitest';
import type { HistoryBody } from '../../src/wire/panel.js';
import { Conversation } from './conversation.js';

let talk: Conversation | undefined;

afterEach(async () => {
  await talk?.close();
  talk = undefined;
});

it('expressions call built-in functions on recorded values, ask the recording, and run nothing of the program', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'asks.ts' });
  const ask = async (...expressions: string[]): Promise<void> => {
    for (const expression of expressions) await talk!.evaluate(expression);
  };
  await talk.move('elixirscope/goto', { position: `${talk.folder}/asks.ts:22` });
  await ask(
    'orders.filter(({ price }) => price > 5).map((order: Order): string => order.name.toUpperCase())',
    'orders.toSorted((a, b) => a.price - b.price)[0]',
    'Object.groupBy(orders, ({ tags }) => tags.length)',
    'new Map(orders.map(({ name, price }) => [name, price]))',
    'JSON.stringify(cart)',
    'byName.get("pot")!.price + Math.max(...cart.seen.map((name) => name.length))',
    '/(?<first>\\w)(\\w*)/.exec(last)?.groups.first',
    'orders[0].label()',
    'new Order("x", 1)',
    'cart.seen.push("x")',
  );
  await ask('$history(cart.total)', '$prev(cart.total)', '$prev(last)', '$next(last)');
  await ask('$writes(last).map(({ line, value }) => `${line}: ${value}`)', '$history(cart.total).indexOf(23)');
  await ask(
    `$at("${talk.folder}/asks.ts:19#2", cart)`,
    `$at("${talk.folder}/asks.ts:19#2", [order.name, cart.seen.at(-1)])`,
  );
  await ask('$prev(nothing)', '$at("nowhere.ts:1", last)', '$prev(cart.seen)?.length');
  await talk.move('elixirscope/goto', { position: `${talk.folder}/asks.ts:18#2` });
  await ask('$next(cart.total)', '$prev(cart.total)', '[$next(last), order.name]');
  await talk.move('elixirscope/goto', { position: `${talk.folder}/asks.ts:22` });
  await talk.breakpoints('asks.ts', [{ line: 18, condition: 'order.tags.some((tag) => tag.startsWith("h"))' }]);
  await talk.move('reverseContinue');
  await talk.evaluate('order');
  await talk.move('reverseContinue');
  await talk.evaluate('order');
  talk.check('evaluate');
});

it('completions offer names in scope, properties of recorded values, built-in methods and helpers', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'asks.ts' });
  await talk.move('elixirscope/goto', { position: `${talk.folder}/asks.ts:20#2` });
  for (const marked of [
    'o|',
    'cart.|',
    'cart.s|een',
    'cart.total + orders[0].|',
    'orders.filter(o => o.price).at(0)?.t|',
    'cart["|',
    '$|',
    'last.toU|',
    'byName.|',
    '1.|',
    'nothing.|',
    'cart.seen.push(or|',
    '"a string with ca|',
  ])
    await talk.completions(marked);
  talk.check('completions');
});

it('an expression has its values of each time that a line ran', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'asks.ts' });
  const each = { path: `${talk.folder}/asks.ts`, line: 19 };
  const valuesOf = async (expression: string, limit: number): Promise<unknown> => {
    const { body } = await talk!.client.send('elixirscope/history', { expression, each, limit });
    const { entries, more } = body as HistoryBody;
    return { more, values: entries.map(({ value, place }) => `${place?.line}: ${value}`) };
  };
  expect(await valuesOf('[order.name, cart.seen.length]', 2)).toEqual({
    more: true,
    values: ["19: (2) ['tea', 0]", "19: (2) ['pot', 1]"],
  });
  expect(await valuesOf('cart.total - 3', 9)).toEqual({ more: false, values: ['19: 0', '19: 20', '19: 27'] });
  await expect(valuesOf('cart.', 1)).rejects.toThrow();
  expect(await valuesOf('nothing', 1)).toMatchObject({ values: [expect.stringMatching(/^19: <.*nothing.*>$/)] });
});

it('values that take long come a page at a time', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'asks.ts' });
  const slow = 'order.name === "cup" ? last : /(a+)+$/.test("a".repeat(40) + "!")';
  const pages: unknown[] = [];
  let from: HistoryBody['next'] | undefined;
  do {
    const each = { path: `${talk.folder}/asks.ts`, line: 19, ...(from && { from }) };
    const { body } = await talk.client.send('elixirscope/history', { expression: slow, each });
    const { entries, more, next } = body as HistoryBody;
    pages.push({ more, values: entries.map(({ value }) => value) });
    from = next;
  } while (from !== null);
  const tooLong = '<the regular expression takes too long>';
  expect(pages).toEqual([
    { more: true, values: [tooLong] },
    { more: true, values: [tooLong] },
    { more: false, values: ["'pot: 20'"] },
  ]);
  const elsewhere = { path: `${talk.folder}/asks.ts`, line: 19, from: { thread: 9, seq: 0 } };
  await expect(talk.client.send('elixirscope/history', { expression: 'last', each: elsewhere })).rejects.toThrow(
    'Thread 9 is not in the recording',
  );
});
