import { expect, it } from 'vitest';
import { LineNumbers } from './lineNumbers.js';

it('counts as the client does, from 0', () => {
  const lines = new LineNumbers();
  lines.set({ line: false, column: false });
  expect([lines.fromClient.line(0), lines.fromClient.column(4)]).toEqual([1, 5]);
  expect(lines.argsFromClient({ line: 0, endLine: 2, endColumn: 0, source: { path: 'a' } })).toEqual({
    line: 1,
    endLine: 3,
    endColumn: 1,
    source: { path: 'a' },
  });
  expect(lines.toClient({ stackFrames: [{ id: 7, line: 12, column: 3 }], totalFrames: 1 })).toEqual({
    stackFrames: [{ id: 7, line: 11, column: 2 }],
    totalFrames: 1,
  });
});

it('leaves a client that counts from 1 alone', () => {
  const lines = new LineNumbers();
  const body = { line: 1, column: 1 };
  expect(lines.toClient(body)).toBe(body);
  expect(lines.argsFromClient(body)).toEqual(body);
});
