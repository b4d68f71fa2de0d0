/** The head of a content event, as it is composed (wire/trace.ts has its layout). */
import type { Stamped } from '../wire/probes.js';
import { CONTENT_FLAG, SYSTEM } from '../wire/trace.js';
import type { Heap } from './heap.js';
import { changeFacts, FACT } from './identity.js';

export const KIND_WORD = 3;
export const SIZE_WORD = 5;
export const FLAGS_WORD = 6;

export function open(heap: Heap, known: Stamped, sub: number, kind: number, proto: number): void {
  changeFacts(known, (known.facts & ~FACT.kindMask) | FACT.kindKnown | kind);
  const s = heap.scratch;
  s.begin(SYSTEM.content, sub);
  s.word(known.id);
  s.word(kind);
  s.word(proto);
  s.word(0);
  s.word(0);
}

export function cutItems(heap: Heap): void {
  const { words } = heap.scratch;
  words[FLAGS_WORD] = (words[FLAGS_WORD] ?? 0) | CONTENT_FLAG.itemsCut;
}
