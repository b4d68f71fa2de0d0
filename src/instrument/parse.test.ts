import { describe, expect, it } from 'vitest';
import { unwrap } from '../base/result.js';
import { erase, strip } from './erase.js';
import { parse } from './parse.js';

/** TypeScript takes the first `await` for a name, and the bracket for an index of it, before it reads all that follows once more. */
describe('what stands behind an await of a list at the top level', () => {
  it.each([
    [
      'is there once',
      'const n = await [...[1]].length;\nlet y = 2; y++;\nshow(y);\nfor (const k in {}) { show(k); }',
      5,
    ],
    [
      'is there once, all of it',
      '[(await [...x].h), 3](await [...[f()]].d(() => x).h);\nlet { d = (0) } = j;\ntry {} catch {}',
      3,
    ],
    ['is no error', 'if (y ? await [...[1]] : 3) z', 1],
  ])('%s', (_, text, count) => {
    const { statements } = unwrap(parse('/m.mjs', text, 'module'));
    expect(statements.length).toBe(count);
    for (const [i, { pos }] of statements.entries()) expect(pos).toBe(statements[i - 1]?.end ?? 0);
  });

  const AWAITED = 'const n = await [...[1]].length;\nlet y = 2; y++;\nshow(y);\n';
  const asked = {
    path: '/m.mts',
    text: `${AWAITED}for (const k in x as any) { show(k!); }`,
    format: 'module',
    compilerOptions: {},
  } as const;

  it('loses its types once', () => {
    expect(strip(asked)).toBe(`${AWAITED}for (const k in x       ) { show(k ); }`);
  });

  it('is transpiled once', () => {
    expect(erase(asked).code.match(/show\(k\)/g)).toHaveLength(1);
  });
});
