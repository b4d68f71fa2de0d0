// Needs dist (npm run build): records a real program.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elixirscope } from '../../test/record/cli.js';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { unwrap } from '../base/result.js';
import { openRecording, type Recording } from '../query/api.js';
import { whyNot } from './whyNot.js';

let recording: Recording;
let path: string;

beforeAll(async () => {
  const cwd = temporaryFolder();
  path = join(cwd, 'unreached.ts');
  cpSync(fileURLToPath(new URL('../../test/fixtures/dap', import.meta.url)), cwd, { recursive: true });
  await elixirscope(['record', '--quiet', '--out', 'unreached.escope', 'unreached.ts'], { cwd });
  recording = unwrap(openRecording(join(cwd, 'unreached.escope')));
});

afterAll(() => {
  recording.close();
  removeFolders();
});

test.each<[line: number, why: string]>([
  [2, 'uncalled 1: never'],
  [8, 'ran 8: return `found ${item}`; (1)'],
  [11, 'left 8: return `found ${item}`; (1)'],
  [13, 'left 8: return `found ${item}`; (1)'],
  [18, 'condition 17: options.verbose (1) options.verbose=false'],
  [20, "ran 20: console.log('quiet'); (1)"],
  [23, 'loop 22: options.names (1) options.names=object'],
  [28, 'catch 25: { console.log(early([1, 5], 3)); } (1)'],
  [35, 'condition 30: options.names.length (1) options.names.length=0'],
])('line %i: %s', (line, expected) => {
  const { kind, text, line: where, times, values } = whyNot(recording, recording.resolve('end'), path, line);
  const shown = values.map(({ name, value }) => ` ${name}=${'value' in value ? value.value : value.kind}`);
  expect(`${kind} ${where}: ${text}${times === 0 ? '' : ` (${times})`}${shown.join('')}`).toBe(expected);
});

test('a line without a statement, and a file that was not loaded', () => {
  const end = recording.resolve('end');
  expect(() => whyNot(recording, end, path, 4)).toThrow('No statement starts on line 4');
  expect(() => whyNot(recording, end, '/nowhere.ts', 1)).toThrow('was not loaded');
});

test('a line that may have run in a turn that is not in the sample', async () => {
  const cwd = temporaryFolder();
  const program = join(cwd, 'turns.mjs');
  cpSync(fileURLToPath(new URL('../../test/fixtures/budget/turns.mjs', import.meta.url)), program);
  await elixirscope(['record', '--quiet', '--sample', '7', '--out', 'turns.escope', 'turns.mjs'], { cwd });
  const sampled = unwrap(openRecording(join(cwd, 'turns.escope')));
  try {
    const end = sampled.resolve('end');
    expect(whyNot(sampled, end, program, 16).kind).toBe('ran');
    expect(() => whyNot(sampled, end, program, 13)).toThrow('Line 13 may have run');
  } finally {
    sampled.close();
  }
});
