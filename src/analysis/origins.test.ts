// Needs dist (npm run build): records a real program.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elixirscope } from '../../test/record/cli.js';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { unwrap } from '../base/result.js';
import { openRecording, type Recording } from '../query/api.js';
import { origins } from './origins.js';

let recording: Recording;
let lists: Recording;

beforeAll(async () => {
  const cwd = temporaryFolder();
  cpSync(fileURLToPath(new URL('../../test/fixtures/dap', import.meta.url)), cwd, { recursive: true });
  await elixirscope(['record', '--quiet', '--out', 'origins.escope', 'origins.ts'], { cwd });
  recording = unwrap(openRecording(join(cwd, 'origins.escope')));
  await elixirscope(['record', '--quiet', '--out', 'lists.escope', 'lists.ts'], { cwd });
  lists = unwrap(openRecording(join(cwd, 'lists.escope')));
});

afterAll(() => {
  recording.close();
  lists.close();
  removeFolders();
});

const SUM = [
  'written 21: { total: sum, name } = r',
  "written 4: return { total, name: 'x' };",
  'written 3: total = base - off',
];

test.each<[what: string, expression: string, links: string[]]>([
  ['destructuring and shorthand', 'sum', SUM],
  ['arguments', 'box.kept', ['written 15: this.kept = first', 'passed 14: first: number', ...SUM]],
  [
    'spread, literals and elements',
    'copy.extra',
    ['written 25: const copy = { ...r, extra: list[0] };', 'written 22: const list = [sum, 5];', ...SUM],
  ],
  ['what a spread copies', 'copy.total', ['written 25: const copy = { ...r, extra: list[0] };', ...SUM.slice(1)]],
  [
    'await, and the branch that was taken',
    'waited',
    [
      'written 28: waited = await later(pick)',
      'returned 27: return n;',
      'passed 27: n: number',
      "written 26: pick = name === 'x' ? copy.total : 0",
      'written 25: const copy = { ...r, extra: list[0] };',
      ...SUM.slice(1),
    ],
  ],
  [
    'returns',
    'r',
    [
      'written 20: r = wrap(seed)',
      'returned 9: return got;',
      'written 8: got = price(amount, 3)',
      "returned 4: return { total, name: 'x' };",
    ],
  ],
  [
    'getters',
    'due',
    ['written 40: due = offer.due', 'returned 36: return cut;', 'written 35: cut = this.base', 'written 33: base = 7;'],
  ],
  [
    'an element that was looked for',
    'best',
    [
      'written 42: best = offers.find(({ base }) => base > 1)',
      'written 41: const offers = [{ base: 1 }, offer];',
      'written 39: offer = new Offer()',
    ],
  ],
  [
    'an element of a loop',
    'last',
    [
      'written 30: last = box.value ?? 9',
      'written 29: box.value = item',
      'written 29: item',
      'written 23: list.push(seed);',
      'written 19: seed = seed + 2',
    ],
  ],
])('%s: %s', (_, expression, expected) => {
  const at = recording.resolve('end');
  const links = origins(recording, at, recording.dataRef(at, 0, expression));
  expect(links.map(({ kind, place, text }) => `${kind} ${place?.line}: ${text}`)).toEqual(expected);
});

const INK = "written 6: ink: Item = { name: 'ink', price: 7 }";
const INK_OF_LIST = ['written 7: const items = [pen, ink];', INK];
const DOUBLED = [
  'written 9: const prices = items.map((item) => { const doubled = item.price * 2; return doubled; });',
  'returned 11: return doubled;',
  'written 10: doubled = item.price * 2',
];
const TAIL = ['written 13: const tail = prices.slice(1);', ...DOUBLED];
const MORE = ['written 14: const more = tail.concat([21]);', ...TAIL];

test.each<[what: string, expression: string, links: string[]]>([
  ['filter', 'dear[0]', ['written 8: const dear = items.filter(({ price }) => price > 5);', ...INK_OF_LIST]],
  ['map', 'prices[1]', DOUBLED],
  ['slice', 'tail[0]', TAIL],
  ['concat', 'more[0]', MORE],
  [
    'spread and sort',
    'sorted[0]',
    ['written 15: const sorted = [...items].sort((a, b) => b.price - a.price);', ...INK_OF_LIST],
  ],
  ['reverse', 'turned[0]', ['written 16: const turned = [pen, ink].reverse();', INK]],
  ['flat', 'flat[1]', ['written 17: const flat = [[pen], [ink]].flat();', INK]],
  [
    'splice',
    'removed[0]',
    [
      'written 18: const removed = items.splice(0, 1);',
      'written 7: const items = [pen, ink];',
      "written 5: pen: Item = { name: 'pen', price: 3 }",
    ],
  ],
  ['reduce', 'total', ['written 19: total = prices.reduce((sum, price) => sum + price)', 'returned 19: sum + price']],
  [
    'reduce to an element',
    'largest',
    [
      'written 20: largest = prices.reduce((most, price) => (price > most ? price : most), 0)',
      'returned 20: (price > most ? price : most)',
      'passed 20: price',
      ...DOUBLED,
    ],
  ],
  ['at', 'last', ['written 21: last = prices.at(-1)', ...DOUBLED]],
  ['Array.from', 'copied[0]', ['written 22: const copied = Array.from(more);', ...MORE]],
  [
    'Array.from with a function',
    'names[0]',
    [
      'written 23: const names = Array.from(dear, ({ name }) => name);',
      'returned 23: name',
      'passed 23: { name }',
      "written 6: const ink: Item = { name: 'ink', price: 7 };",
    ],
  ],
  ['spread', 'spread[1]', ['written 24: const spread = [0, ...more];', ...MORE]],
  [
    'Object.assign',
    'given.size',
    [
      "written 26: const given = Object.assign({ size: 1 }, defaults, { color: 'red' });",
      "written 25: const defaults = { color: 'blue', size: 4 };",
    ],
  ],
  [
    'a loop',
    'seen',
    [
      'written 28: seen = item',
      'written 28: item',
      'written 8: const dear = items.filter(({ price }) => price > 5);',
      ...INK_OF_LIST,
    ],
  ],
  [
    'Object.entries',
    'entered',
    [
      'written 30: entered = value',
      'written 30: [, value]',
      "written 25: const defaults = { color: 'blue', size: 4 };",
    ],
  ],
  [
    'a callback that takes its element apart',
    'visited',
    ['written 34: visited = price', 'passed 33: { price }', "written 6: const ink: Item = { name: 'ink', price: 7 };"],
  ],
  ['pop', 'popped', ['written 39: popped = more.pop()', 'written 14: const more = tail.concat([21]);']],
  [
    'what shift and unshift have moved',
    'queue[0]',
    [
      'written 44: const next = queue.shift();',
      'written 42: queue.unshift(...dear, pen);',
      "written 5: pen: Item = { name: 'pen', price: 3 }",
    ],
  ],
])('%s: %s', (_, expression, expected) => {
  const at = lists.resolve('end');
  const links = origins(lists, at, lists.dataRef(at, 0, expression));
  expect(links.map(({ kind, place, text }) => `${kind} ${place?.line}: ${text}`)).toEqual(expected);
});

test('the values are those of the moment', () => {
  const at = recording.resolve('end');
  const links = origins(recording, at, recording.dataRef(at, 0, 'box.kept'));
  expect(links.map(({ value }) => value)).toEqual(Array(5).fill({ kind: 'number', value: 39 }));
});

test('an `await` of a list, in a module without imports and exports', async () => {
  const cwd = temporaryFolder();
  const text = 'let given = 1;\ngiven += 1;\nconst copied = await [...[given]].at(0);\nconsole.log(copied);\n';
  writeFileSync(join(cwd, 'awaited.mjs'), text);
  await elixirscope(['record', '--quiet', '--out', 'awaited.escope', 'awaited.mjs'], { cwd });
  const awaited = unwrap(openRecording(join(cwd, 'awaited.escope')));
  const at = awaited.resolve('end');
  const links = origins(awaited, at, awaited.dataRef(at, 0, 'copied'));
  awaited.close();
  expect(links.map(({ kind, place, text }) => `${kind} ${place?.line}: ${text}`)).toEqual([
    'written 3: copied = await [...[given]].at(0)',
    'made 2: given += 1',
  ]);
});
