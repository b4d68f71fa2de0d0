/**
 * The open activations at a segment's start, and the activations that a segment left suspended.
 *
 *   keyframe  := kept, frame words …       kept: outermost frames that are as in the keyframe before (0 in a full one)
 *   suspended := count, own ids ascending, offsets, frame words …
 */
import { WordList, type FrameStack } from './frames.js';
import type { ActivationMachine } from './machine.js';
import { indexIn } from './summary.js';

/** Every so many segments the keyframe is a full one, so that a reader reads at most this many. */
export const FULL_KEYFRAME_EVERY = 32;

export function encodeKeyframe(stack: FrameStack, kept: number): Int32Array {
  const list = new WordList();
  list.push(kept);
  for (let i = kept; i < stack.depth; i++) stack.write(i, list);
  return list.take();
}

/** Frames of a keyframe whose `kept` frames are on the stack already. */
export function decodeKeyframe(words: Int32Array, stack: FrameStack): void {
  for (let at = 1; at < words.length; ) at = stack.read(words, at);
}

/** Undefined if the segment left nothing suspended. */
export function encodeSuspended(machine: ActivationMachine): Int32Array | undefined {
  const ids = [...machine.suspendedSinceMark].filter((id) => machine.saved.has(id)).sort((a, b) => a - b);
  if (ids.length === 0) return undefined;
  const list = new WordList();
  list.push(ids.length);
  for (const id of ids) list.push(id);
  let offset = 1 + ids.length * 2;
  for (const id of ids) {
    list.push(offset);
    offset += machine.saved.get(id)!.length;
  }
  for (const id of ids) list.append(machine.saved.get(id)!);
  return list.take();
}

/** State of a suspended activation, if the segment wrote it. */
export function findSuspended(words: Int32Array, ownId: number): Int32Array | undefined {
  const count = words[0] ?? 0;
  const at = indexIn(words.subarray(1, 1 + count), ownId);
  if (at < 0) return undefined;
  const end = at + 1 < count ? words[1 + count + at + 1]! : words.length;
  return words.slice(words[1 + count + at]!, end);
}
