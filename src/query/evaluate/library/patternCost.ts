/**
 * How many ways a regular expression may try at most, as far as its text tells: each choice in it multiplies. Patterns that repeat groups, or
 * refer to what they have matched, have no bound here.
 */

/** Tries that take a millisecond or so. */
const QUICK = 1_000_000;

/** Can matching be done before anybody would look at a clock? */
export function isQuick(source: string, textLength: number): boolean {
  if (/\\[1-9k]|\(\?<[=!]/.test(source)) return false;
  // Classes and escapes are single characters to what follows them.
  const plain = source
    .replaceAll(/\\./gs, 'x')
    .replaceAll(/\[[^\]]*\]/g, 'x')
    .replaceAll(/\(\?(?:<[^>]*>|[:=!]|[a-z-]*:)/g, '(');
  if (/\)[*+?{]/.test(plain)) return false;
  const repetitions = plain.match(/[*+{]/g)?.length ?? 0;
  const choices = plain.match(/[?|]/g)?.length ?? 0;
  return (textLength + 1) ** (repetitions + 1) * 2 ** choices <= QUICK;
}
