import { afterEach, it } from 'vitest';
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
  const path = `${talk.folder}/src/stock.ts`;
  await talk.ask('elixirscope/calls', { path, line: 9, limit: 2 });
  await talk.ask('elixirscope/calls', { path: `${talk.folder}/src/orders.ts`, line: 51 });
  talk.check('moments');
});
