import { expect, test } from 'vitest';
import { FakeHeap } from '../../test/support/heap.js';
import { fakeRecording } from '../../test/support/recording.js';
import { stateText } from './stateText.js';

test('one value to a line, objects written out once', () => {
  const heap = new FakeHeap();
  const point = { x: 1, list: [2, 3] };
  const recording = fakeRecording([{ line: 3, depth: 1, variables: { n: 5, point, again: point } }], heap);
  expect(stateText(recording, recording.position(0)).split('\n').slice(1)).toEqual([
    '  n = 5',
    '  point = Object',
    '    x: 1',
    '    list: Array(2)',
    '      0: 2',
    '      1: 3',
    '  again = (as in point)',
    '',
  ]);
});
