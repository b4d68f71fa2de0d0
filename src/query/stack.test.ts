import { afterAll, expect, test } from 'vitest';
import { at, recorded, text } from '../../test/support/recorded.js';
import { int, none, obj, undef, TableBuilder } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { GAP, SYSTEM } from '../wire/trace.js';
import type { Scope } from './api.js';

afterAll(removeFolders);

const { OWN_ID, PARENT, POPS } = SITE_FLAG;

const shown = (scopes: readonly Scope[]): string[] =>
  scopes.map((s) => `${s.kind} ${s.name}: ${s.variables.map((v) => `${v.name}=${text(v.value)}`).join(' ')}`.trim());

test('locals, blocks, TDZ and the module', () => {
  const t = new TableBuilder();
  const g = t.variable('g', 0);
  const f = t.fn('f', { kind: 'function' });
  const local = t.functions[f]!.scope;
  const self = t.variable('this', local, { kind: 'this' });
  const a = t.variable('a', local, { kind: 'param' });
  const block = t.block(f);
  const empty = t.block(f, { parent: block });
  const x = t.variable('x', block, { initOffset: 360 });
  const moduleEnter = t.site(SITE.enter, 0, { flags: OWN_ID });
  const writeG = t.write(g, 1);
  const step1 = t.step(0, 1);
  const enter = t.site(SITE.enter, f);
  const writeA = t.write(a, 2);
  const step2 = t.step(f, 2);
  const step3 = t.step(f, 3, { scope: block });
  const writeX = t.write(x, 3);
  const step4 = t.step(f, 4, { scope: empty });
  void self;
  let [before, after] = [0, 0];
  const r = recorded(t, (s, cut) => {
    s.event(moduleEnter, [7], none);
    s.event(step1);
    s.event(writeG, [7], int(1));
    cut();
    s.event(enter, [], obj(9));
    s.event(writeA, [], int(5));
    s.event(step2);
    before = s.event(step3);
    cut();
    s.event(writeX, [], int(6));
    after = s.event(step4);
  });
  expect(shown(r.scopes(at(before), 0))).toEqual(['block : x=tdz', 'local f: this=#9 a=5', 'module a.ts: g=1']);
  expect(shown(r.scopes(at(after), 0))).toEqual(['block : x=6', 'local f: this=#9 a=5', 'module a.ts: g=1']);
  expect(shown(r.scopes(at(after), 1))).toEqual(['module a.ts: g=1']);
  expect(r.stack(at(after)).frames.map((fr) => [fr.functionName, fr.place.file, fr.place.line, fr.stepAt])).toEqual([
    ['f', 'a.ts', 4, after],
    ['(module)', 'a.ts', 1, 1],
  ]);
  expect(r.stack(at(after), { start: 1, count: 5 })).toMatchObject({ total: 2, frames: [{ index: 1 }] });
});

test('behind dropped events variables are unknown until they are written, and so is where calls stand', () => {
  const t = new TableBuilder();
  const g = t.variable('g', 0);
  const c = t.variable('c', 0, { kind: 'const' });
  const f = t.fn('f', { kind: 'function' });
  const local = t.functions[f]!.scope;
  const a = t.variable('a', local, { kind: 'param' });
  const x = t.variable('x', local);
  const y = t.variable('y', local);
  const moduleEnter = t.site(SITE.enter, 0, { flags: OWN_ID });
  const [writeG, writeC, writeA] = [t.write(g, 1), t.write(c, 1), t.write(a, 2)];
  const [writeX, writeY, step] = [t.write(x, 3), t.write(y, 4), t.step(f, 4)];
  const enter = t.site(SITE.enter, f);
  const marks: number[] = [];
  const r = recorded(t, (s, cut) => {
    s.event(moduleEnter, [7], none);
    s.event(writeG, [7], int(1));
    s.event(writeC, [7], int(2));
    s.event(enter, [], none);
    s.event(writeA, [], int(5));
    marks.push(s.event(writeX, [], int(6)));
    cut();
    marks.push(s.system(SYSTEM.gap, GAP.overflow, [3]));
    s.event(writeX, [], int(8));
    marks.push(s.event(writeG, [7], int(9)), s.event(step), s.event(writeY, [], int(10)));
  });
  const told = (mark: number): string[] =>
    r
      .scopes(at(mark), 0)
      .flatMap(({ variables }) =>
        variables.map(({ name, value }) => `${name}=${value.kind === 'unknown' ? '?' : text(value)}`),
      );
  expect(told(marks[0]!)).toEqual(['a=5', 'x=6', 'y=undefined', 'g=1', 'c=2']);
  expect(told(marks[1]!)).toEqual(['a=?', 'x=?', 'y=?', 'g=?', 'c=2']);
  expect(told(marks[3]!)).toEqual(['a=?', 'x=8', 'y=?', 'g=9', 'c=2']);
  expect(marks.map((mark) => r.stack(at(mark)).frames[0]!.detail)).toEqual([
    undefined,
    'calls',
    'calls',
    undefined,
    undefined,
  ]);
  const history = (name: string): string[] =>
    [...r.history(at(marks.at(-1)!), name)].map(({ gone, value }) => (gone === undefined ? text(value) : '...'));
  expect(['a', 'x', 'y', 'g', 'c'].map((name) => history(name).join(' '))).toEqual([
    '5 ...',
    '6 ... 8',
    '... 10',
    '1 ... 9',
    '2 ...',
  ]);
});

/** for (let i…) fns.push(() => i): an instance per iteration. */
function closures() {
  const t = new TableBuilder();
  const outer = t.fn('outer', { instanced: true });
  const n = t.variable('n', t.functions[outer]!.scope, { captured: true });
  const loop = t.block(outer, { instanced: true });
  const i = t.variable('i', loop, { captured: true, initOffset: 0 });
  const k = t.variable('k', loop, { captured: true });
  const inner = t.fn('inner', { kind: 'arrow', parent: loop });
  return {
    t,
    moduleEnter: t.site(SITE.enter, 0, { flags: OWN_ID }),
    enterOuter: t.site(SITE.enter, outer, { flags: OWN_ID }),
    writeN: t.write(n, 1),
    stepOuter: t.step(outer, 1),
    scope: t.site(SITE.scope, outer, { ref: loop, scope: loop, flags: PARENT }),
    writeI: t.write(i, 2),
    writeK: t.write(k, 2),
    iterate: t.site(SITE.iterate, outer, { ref: loop, scope: loop }),
    stepLoop: t.step(outer, 3, { scope: loop }),
    leaveOuter: t.site(SITE.return, outer, { flags: POPS | OWN_ID }),
    enterInner: t.site(SITE.enter, inner, { flags: PARENT }),
    stepInner: t.step(inner, 4),
  };
}

test('closures see the instance of their iteration, found through segments that do not name it', () => {
  const p = closures();
  let calls: number[] = [];
  const r = recorded(p.t, (s, cut) => {
    s.event(p.moduleEnter, [1]);
    s.event(p.enterOuter, [2], undef);
    s.event(p.writeN, [2], int(100));
    s.event(p.scope, [3, 2]);
    s.event(p.writeK, [3], int(77));
    s.event(p.writeI, [3], int(0));
    cut();
    for (let id = 3; id < 8; id++) {
      s.event(p.stepLoop);
      s.event(p.iterate, [id + 1, id]);
      s.event(p.writeI, [id + 1], int(id - 2));
      if (id % 2 === 0) cut();
    }
    s.event(p.leaveOuter, [2], undef);
    for (let n = 0; n < 3; n++) {
      s.turn(n);
      cut();
    }
    calls = [3, 5, 8].map((parent) => {
      s.event(p.enterInner, [parent]);
      return s.event(p.stepInner);
    });
  });
  expect(calls.map((c) => shown(r.scopes(at(c), 0)).slice(0, 3))).toEqual([
    ['local inner:', 'block : i=0 k=77', 'closure outer: n=100'],
    ['local inner:', 'block : i=2 k=77', 'closure outer: n=100'],
    ['local inner:', 'block : i=5 k=77', 'closure outer: n=100'],
  ]);
  expect([...r.history(at(calls[1]!), 'i')].map((h) => text(h.value))).toEqual(['0', '1', '2', '3', '4', '5']);
});
