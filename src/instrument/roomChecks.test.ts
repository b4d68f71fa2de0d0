import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BASE_TOKEN, baseText, KIT_NAME } from '../wire/kit.js';
import { CELL, UNCHECKED } from '../wire/ring.js';
import { instrument } from './index.js';

/** Of the program's steps and parameters so far; the most words of them one after the other that did not look. */
interface Counts {
  most: number;
  unchecked: number;
  looked: number;
}

/** Of a parameter's event. */
const MOST_WORDS = 3;

/** Runs a program on probes that do nothing but count. */
function counted(source: string, mode: 'full' | 'calls' = 'full'): Counts {
  const result = instrument({ path: '/w/a.js', source, format: 'commonjs', key: 'k' }, { mode, compilerOptions: {} });
  if (!result.ok) throw new Error(result.error.message);
  const counts: Counts = { most: 0, unchecked: 0, looked: 0 };
  let now = 0;
  const first = (v: unknown): unknown => v;
  const makers = new Proxy(
    {},
    {
      get: (_, maker) => () => (v: unknown) => {
        const isUnchecked = maker === 'uncheckedStep' || maker === 'parameter';
        if (isUnchecked) counts.unchecked++;
        if (maker === 'step' || maker === 'write') counts.looked++;
        now = isUnchecked ? now + (maker === 'parameter' ? MOST_WORDS : 1) : 0;
        counts.most = Math.max(counts.most, now);
        return v;
      },
    },
  );
  const members: Readonly<Record<string, unknown>> = {
    C: new Int32Array(CELL.SLOT_LENGTH),
    S: Symbol('stamp'),
    probes: makers,
  };
  const kit = new Proxy({}, { get: (_, member) => members[String(member)] ?? first });
  const context = createContext({ left: 400, [Symbol.for(KIT_NAME)]: kit });
  runInContext(
    `(function(exports,require,module){${result.value.code.replaceAll(BASE_TOKEN, baseText(0))}\n})({},undefined,{})`,
    context,
    { timeout: 2000 },
  );
  return counts;
}

/** `left` runs out, so that every loop ends; it is no event, but what a `var` of another file would be. */
let labels = 0;
const labelled = (text: (label: string) => string): string => text(`l${labels++}`);
const guard = 'left-- > 0';
const { statement } = fc.letrec<{ statement: string; list: string }>((tie) => {
  const inner = tie('list');
  const alone = fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant('left;'), tie('statement'));
  const test = fc.constantFrom('left % 2', 'left % 3', '!(left % 5)', 'true', 'false');
  return {
    list: fc
      .array(tie('statement'), { maxLength: 40, depthIdentifier: 'list', size: 'medium' })
      .map((all) => all.join(' ')),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, depthIdentifier: 'list' },
      fc.constantFrom('left;', 'left;', 'left; left;', 'debugger;'),
      fc.tuple(test, inner, inner).map(([c, a, b]) => `if (${c}) {${a}} else {${b}}`),
      fc.tuple(test, alone).map(([c, a]) => `if (${c}) ${a}`),
      inner.map((a) => `while (${guard}) {${a}}`),
      inner.map((a) => `do {${a}} while (${guard});`),
      inner.map((a) => `do {if (left-- < 0) break; ${a}} while (true);`),
      inner.map((a) => `for (;;) {if (left-- < 0) break; ${a}}`),
      fc.tuple(test, inner).map(([c, a]) => `for (; ${guard}; left) {if (${c}) continue; ${a}}`),
      inner.map((a) => `for (const [] of [[], [], []]) {if (left-- < 0) break; ${a}}`),
      inner.map((a) => labelled((l) => `${l}: {${a} if (left % 2) break ${l}; ${a}}`)),
      fc
        .tuple(inner, inner)
        .map(([a, b]) =>
          labelled(
            (l) =>
              `${l}: while (${guard}) {${a} for (;;) {if (left-- < 0) break ${l}; if (left % 2) continue ${l}; ${b}}}`,
          ),
        ),
      fc
        .tuple(inner, inner, inner)
        .map(([a, b, c]) => `switch (left % 4) {case 0: ${a} case 1: ${b} break; default: ${c}}`),
      fc
        .tuple(inner, inner, inner)
        .map(([a, b, c]) => `try {${a} if (left % 3) throw 0; ${a}} catch {${b}} finally {${c}}`),
      inner.map((a) => `(() => {if (left-- < 0) return; ${a}})();`),
    ),
  };
});

it('no more steps follow each other unlooked than there is room for', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 40 }), (statements) => {
      expect(counted(statements.join('\n')).most).toBeLessThanOrEqual(UNCHECKED);
    }),
    { numRuns: 150 },
  );
});

it('most steps need not look', () => {
  const straight = Array.from({ length: 100 }, () => 'left;').join('\n');
  expect(counted(straight)).toEqual({ most: UNCHECKED, unchecked: 96, looked: 4 });
  expect(counted(`for (let i = 0; i < 10; i++) { ${'left;'.repeat(10)} }`).unchecked).toBe(100);
});

it('in --mode calls parameters need not look, as far as there is room behind the entry', () => {
  const given = (count: number): Counts => {
    const names = Array.from({ length: count }, (_, i) => `p${i}`).join();
    return counted(`((${names}) => 1)(${names.replaceAll('p', '')});`, 'calls');
  };
  expect(given(3)).toEqual({ most: 3 * MOST_WORDS, unchecked: 3, looked: 0 });
  expect(given(8)).toEqual({ most: UNCHECKED, unchecked: 8, looked: 0 });
  expect(given(9)).toEqual({ most: 0, unchecked: 0, looked: 9 });
});
