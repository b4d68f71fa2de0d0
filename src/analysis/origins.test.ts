// Needs dist (npm run build): records a real program.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elixirscope } from '../../test/record/cli.js';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { unwrap } from '../base/result.js';
import { openRecording, type Recording } from '../query/api.js';
import { origins } from './origins.js';

let recording: Recording;

beforeAll(async () => {
  const cwd = temporaryFolder();
  cpSync(fileURLToPath(new URL('../../test/fixtures/dap', import.meta.url)), cwd, { recursive: true });
  await elixirscope(['record', '--quiet', '--out', 'origins.escope', 'origins.ts'], { cwd });
  recording = unwrap(openRecording(join(cwd, 'origins.escope')));
});

afterAll(() => {
  recording.close();
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
    ['written 30: last = box.value ?? 9', 'written 29: box.value = item', 'made 29: item'],
  ],
])('%s: %s', (_, expression, expected) => {
  const at = recording.resolve('end');
  const links = origins(recording, at, recording.dataRef(at, 0, expression));
  expect(links.map(({ kind, place, text }) => `${kind} ${place?.line}: ${text}`)).toEqual(expected);
});

test('the values are those of the moment', () => {
  const at = recording.resolve('end');
  const links = origins(recording, at, recording.dataRef(at, 0, 'box.kept'));
  expect(links.map(({ value }) => value)).toEqual(Array(5).fill({ kind: 'number', value: 39 }));
});
