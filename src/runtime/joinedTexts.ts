/**
 * Texts that a place of the program joins from a text of its own and a string (`text of ${tag}`): what it made of the same string last is given again. Nobody can
 * tell, since strings are compared by what is in them; but to find that out of one that has just been joined, V8 has to copy it together (of splay's CPU time an eighth,
 * in `--mode calls` a sixth: sixteen times the same text), and each would keep its memory.
 */
import * as js from './intrinsics.js';

/** Of what is kept alive for it. */
const MAX_UNITS = 1024;

/** `made`: what the place has joined; `part`: the variable whose value should be between `head` and `tail`, which may have another by now. */
export type Joined = (made: string, part: unknown) => string;

export function joined(head: string, tail: string): Joined {
  let last: string | undefined;
  let lastMade = '';
  const { length } = head;
  const around = length + tail.length;

  function keep(made: string, part: unknown): string {
    if (typeof part !== 'string' || made.length !== around + part.length || made.length > MAX_UNITS) return made;
    if (!js.startsWith(made, part, length)) return made;
    last = part;
    lastMade = made;
    return made;
  }

  return (made, part) => (part !== undefined && part === last ? lastMade : keep(made, part));
}
