import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameMemory, type Piece } from './frameMemory.js';

/** A piece is asked for, or one of those that are out comes back. */
const moves = fc.array(
  fc.oneof(
    fc.record({ take: fc.constantFrom(0, 1, 5, 1000, 300_000, 1 << 20, (1 << 20) + 1) }),
    fc.record({ release: fc.nat() }),
  ),
  { maxLength: 60 },
);

test('what is in a piece stays until it is released', () => {
  fc.assert(
    fc.property(moves, (list) => {
      const memory = new FrameMemory();
      const out: { readonly piece: Piece; readonly mark: number }[] = [];
      list.forEach((move, mark) => {
        if ('take' in move) {
          const piece = memory.take(move.take);
          expect(piece.bytes.length).toBe(move.take);
          piece.bytes.fill(mark);
          out.push({ piece, mark });
        } else out.splice(move.release % Math.max(1, out.length), 1)[0]?.piece.release();
        for (const { piece, mark } of out) expect(piece.bytes.every((byte) => byte === mark)).toBe(true);
      });
    }),
    { numRuns: 40 },
  );
});

test('what came back is used again', () => {
  const memory = new FrameMemory();
  const buffers = new Set<ArrayBufferLike>();
  for (let round = 0; round < 50; round++) {
    const pieces = Array.from({ length: 30 }, () => memory.take(100_000));
    for (const { bytes } of pieces) buffers.add(bytes.buffer);
    for (const { release } of pieces) release();
  }
  expect(buffers.size).toBeLessThanOrEqual(4);
});
