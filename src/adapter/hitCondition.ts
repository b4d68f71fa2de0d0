import { fail, ok, type Result } from '../base/result.js';

export type HitCondition = (hits: number) => boolean;

/** `5` and `== 5`: the fifth hit; `> 5`, `>= 5`, `< 5`, `<= 5`; `% 5`: every fifth. Hits count from 1. */
export function parseHitCondition(text: string): Result<HitCondition> {
  const found = /^\s*(>=|<=|={1,3}|>|<|%)?\s*(\d+)\s*$/.exec(text);
  if (found === null)
    return fail(
      'bad-hit-condition',
      `"${text}" is no hit count: write for example 5, >= 5, or % 10 for every tenth hit`,
    );
  const n = Number(found[2]);
  switch (found[1]) {
    case '>=':
      return ok((hits) => hits >= n);
    case '<=':
      return ok((hits) => hits <= n);
    case '>':
      return ok((hits) => hits > n);
    case '<':
      return ok((hits) => hits < n);
    case '%':
      return n === 0 ? fail('bad-hit-condition', 'every 0th hit is none') : ok((hits) => hits % n === 0);
    default:
      return ok((hits) => hits === n);
  }
}
