import { expect, test } from 'vitest';
import { seq, threadId } from '../base/units.js';
import type { EventView, Recording } from '../query/api.js';
import { ranText } from './ranText.js';

const at = { thread: threadId(1), seq: seq(0) };
const place = (line: number): EventView['place'] => ({
  path: '/w/a.ts',
  file: 'a.ts',
  line,
  column: 1,
  endLine: line,
  endColumn: 9,
});

test('a line once, however often it runs, and not for ever', () => {
  let looked = 0;
  const recording: Partial<Recording> = {
    source: () => 'begin();\nwhile (!isDone) ;\n',
    *events() {
      for (let i = 0; i < 100_000; i++) {
        looked++;
        yield { ...at, kind: 'step', place: place(i === 0 ? 1 : 2) } as EventView;
      }
    },
  };
  expect(ranText(recording as Recording, at).split('\n')).toEqual([
    'What ran from here',
    '  a.ts:1  begin();',
    '  a.ts:2  while (!isDone) ;',
    '',
  ]);
  expect(looked).toBeLessThan(2000);
});
