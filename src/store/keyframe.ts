/**
 * The open activations at a segment's start, and the activations that a segment left suspended.
 *
 *   keyframe  := kept, frame words …       kept: outermost frames that are as in the keyframe before (0 in a full one)
 *   suspended := count, own ids ascending, offsets, frame words …
 */
import { WordList, type FrameStack } from './frames.js';
import { indexIn } from './summary.js';
import type { SuspendedStates } from './suspended.js';

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
export function encodeSuspended(suspended: SuspendedStates): Int32Array | undefined {
  const states = suspended.sinceMark();
  if (states.length === 0) return undefined;
  const list = new WordList();
  list.push(states.length);
  for (const [id] of states) list.push(id);
  let offset = 1 + states.length * 2;
  for (const [, words] of states) {
    list.push(offset);
    offset += words.length;
  }
  for (const [, words] of states) list.append(words);
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
