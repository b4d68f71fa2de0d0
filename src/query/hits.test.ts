/** What is asked about a hit, while all hits are gone through, is what is answered about the same position on its own. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { at, recorded } from '../../test/support/recorded.js';
import { int, none, obj, tagged, TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { heapId } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { CONTENT, ENTRY, stringKey } from '../wire/trace.js';
import type { Position, Recording } from './api.js';

afterAll(removeFolders);

const OBJECT = 20;
const HIT_LINE = 7;

/** A module with a captured variable, that calls a function with a variable; both may write them and two properties of an object. */
function program() {
  const t = new TableBuilder();
  const captured = t.variable('total', 0, { captured: true });
  const f = t.fn('f');
  const a = t.variable('a', t.functions[f]!.scope);
  return {
    t,
    module: t.site(SITE.enter, 0, { flags: SITE_FLAG.OWN_ID }),
    moduleStep: t.step(0, 1),
    writeTotal: t.write(captured, 2),
    enter: t.site(SITE.enter, f),
    writeA: t.write(a, 3),
    putX: t.site(SITE.put, f, { ref: t.key('x') }),
    putY: t.site(SITE.put, f, { ref: t.key('y') }),
    step: t.step(f, 6),
    hit: t.step(f, HIT_LINE),
    leave: t.site(SITE.leave, f),
  };
}

type Op = {
  readonly op: 'call' | 'return' | 'a' | 'total' | 'x' | 'y' | 'look' | 'step' | 'hit' | 'cut';
  readonly n: number;
};

const ops = fc.array(
  fc.record({
    op: fc.constantFrom<Op['op']>('call', 'return', 'a', 'total', 'x', 'y', 'look', 'step', 'hit', 'hit', 'cut'),
    n: fc.nat(100),
  }),
  { minLength: 20, maxLength: 200 },
);

function play(list: readonly Op[]): Recording {
  const p = program();
  return recorded(p.t, (s, cut) => {
    s.string(1, 'x');
    s.string(2, 'y');
    s.event(p.module, [7], none);
    s.event(p.moduleStep);
    const look = (x: number, y: number): void => {
      const property = (key: number, value: number) => [ENTRY.property, stringKey(key), ...tagged(int(value))];
      s.content(OBJECT, CONTENT.object, 2, [...property(1, x), ...property(2, y)], { proto: 0 });
    };
    look(0, 0);
    let depth = 0;
    for (const { op, n } of list) {
      if (op === 'cut') cut();
      else if (op === 'look') look(n, n + 1);
      else if (op === 'total') s.event(p.writeTotal, [7], int(n));
      else if (op === 'call') {
        depth++;
        s.event(p.enter, [], undef);
      } else if (depth === 0) s.event(p.moduleStep);
      else if (op === 'return') {
        depth--;
        s.event(p.leave, [], none);
      } else if (op === 'a') s.event(p.writeA, [], n % 2 === 0 ? int(n) : obj(OBJECT));
      else if (op === 'x') s.event(p.putX, [OBJECT], int(n));
      else if (op === 'y') s.event(p.putY, [OBJECT], int(n));
      else s.event(op === 'hit' ? p.hit : p.step);
    }
  });
}

const answers = (r: Recording, hit: Position): unknown => ({
  a: r.variable(hit, 0, 'a'),
  total: r.variable(hit, 0, 'total'),
  object: r.object(hit, heapId(OBJECT)),
  x: r.property(hit, heapId(OBJECT), 'x', false),
  properties: r.properties(hit, heapId(OBJECT), 'named'),
  stack: r.stack(hit),
  scopes: r.scopes(hit, 0).map(({ kind, variables }) => [kind, variables]),
  statement: r.statementAt(hit)?.line,
});

test('the states at hits are those at their positions, whatever lies between', () => {
  const stops = { breakpoints: [{ id: 1, path: '/w/a.ts', line: HIT_LINE }], throws: 'none' as const };
  fc.assert(
    fc.property(ops, fc.integer({ min: 1, max: 4 }), (list, every) => {
      const r = play(list);
      const seen: [Position, unknown][] = [];
      let n = 0;
      for (const { position } of r.hits(at(0), stops, 'forward'))
        if (n++ % every === 0) seen.push([position, structuredClone(answers(r, position))]);
      const fresh = play(list);
      for (const [position, answer] of seen.toReversed()) expect(answer).toEqual(answers(fresh, position));
      expect(Array.from(r.hits(at(1e6), stops, 'backward'), ({ position }) => position.seq)).toHaveLength(n);
      r.close();
      fresh.close();
    }),
    { numRuns: 60 },
  );
});

test('a search ends at its limit, in both directions', () => {
  const r = play(Array.from({ length: 30 }, (_, i) => ({ op: i === 0 ? 'call' : i % 7 === 0 ? 'cut' : 'hit', n: i })));
  const stops = { breakpoints: [{ id: 1, path: '/w/a.ts', line: HIT_LINE }], throws: 'none' as const };
  const all = Array.from(r.hits(at(0), stops, 'forward'), ({ position }) => position);
  expect(all).toHaveLength(25);
  expect(Array.from(r.hits(all[2]!, stops, 'forward', all[9]), ({ position }) => position)).toEqual(all.slice(3, 10));
  expect(Array.from(r.hits(all[9]!, stops, 'backward', all[2]), ({ position }) => position)).toEqual(
    all.slice(2, 9).reverse(),
  );
  r.close();
});
