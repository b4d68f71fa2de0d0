import { afterAll, expect, test } from 'vitest';
import { at, recorded, text } from '../../test/support/recorded.js';
import { int, obj, str, tagged, TableBuilder, undef } from '../../test/support/stream.js';
import { removeFolders } from '../../test/support/traceFile.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { CONTENT, ENTRY, stringKey, SYSTEM } from '../wire/trace.js';
import { type DiffLimits, type Recording, type StateChange, stateDiff } from './api.js';

afterAll(removeFolders);

/** A change in a line; what is in it on indented ones. `@`: the event that made it. */
function lines(recording: Recording, [from, to]: readonly [number, number], limits?: Partial<DiffLimits>): string[] {
  const after = at(to);
  const writeOf = ({ origin }: StateChange): string => {
    if (origin === undefined) return '';
    if (origin.kind === 'event') return ` @${origin.seq}`;
    const [last] = recording.lastWrites(after, origin.ref);
    return ` @${last?.position.seq}`;
  };
  const draw = (change: StateChange, depth: number): string[] => {
    const { kind, label, key, before, after: now, children } = change;
    const values = [before, now].flatMap((value) => (value === undefined ? [] : [text(value)])).join(' -> ');
    const name = key === undefined ? label : `[${text(key)}]`;
    const line = `${'  '.repeat(depth)}${kind} ${name}${values === '' ? '' : ` ${values}`}${writeOf(change)}`;
    return [line, ...children.flatMap((child) => draw(child, depth + 1))];
  };
  const { changes, cut } = stateDiff(recording, [at(from), after], limits);
  return [...changes.flatMap((change) => draw(change, 0)), ...(cut === undefined ? [] : [cut])];
}

const entry = (key: number, value: ReturnType<typeof int>): number[] => [
  ENTRY.mapEntry,
  ...tagged(str(key)),
  ...tagged(value),
];

test('what changed in variables, objects, maps and frames, and the events that did it', () => {
  const t = new TableBuilder();
  const f = t.fn('f');
  const g = t.fn('g');
  const n = t.variable('n', t.functions[f]!.scope);
  const o = t.variable('o', t.functions[f]!.scope);
  const [enterF, enterG] = [t.site(SITE.enter, f), t.site(SITE.enter, g)];
  const returnG = t.site(SITE.return, g, { flags: SITE_FLAG.POPS });
  const [writeN, writeO] = [t.write(n, 1), t.write(o, 1)];
  const [put, remove] = [t.site(SITE.put, f, { ref: t.key('a') }), t.site(SITE.delete, f, { ref: t.key('b') })];
  const [stepF, stepG] = [t.step(f, 2), t.step(g, 9)];
  const at: Record<string, number> = {};
  const recording = recorded(t, (s, cut) => {
    for (const [i, name] of ['a', 'b', 'm', 'x', 'y', 'z'].entries()) s.string(i + 1, name);
    s.event(enterF, [], undef);
    s.content(30, CONTENT.map, 2, [...entry(4, int(1)), ...entry(5, int(2))]);
    s.content(20, CONTENT.object, 3, [
      ...[ENTRY.property, stringKey(1), ...tagged(int(1))],
      ...[ENTRY.property, stringKey(2), ...tagged(int(2))],
      ...[ENTRY.property, stringKey(3), ...tagged(obj(30))],
    ]);
    s.event(writeN, [], int(1));
    s.event(writeO, [], obj(20));
    at.before = s.event(stepF);
    cut();
    at.n = s.event(writeN, [], int(2));
    at.a = s.event(put, [20], int(10));
    at.b = s.event(remove, [20]);
    at.x = s.system(SYSTEM.mapSet, 0, [30, ...tagged(str(4)), ...tagged(int(100))]);
    cut();
    at.y = s.system(SYSTEM.remove, 0, [30, ...tagged(str(5))]);
    at.z = s.system(SYSTEM.mapSet, 0, [30, ...tagged(str(6)), ...tagged(int(3))]);
    at.inF = s.event(stepF);
    at.g = s.event(enterG, [], undef);
    at.inG = s.event(stepG);
    at.left = s.event(returnG, [], int(0));
    at.end = s.event(stepF);
  });
  expect(lines(recording, [at.before!, at.inF!])).toEqual([
    'inside f',
    `  changed n 1 -> 2 @${at.n}`,
    '  inside o #20 -> #20',
    `    changed a 1 -> 10 @${at.a}`,
    '    inside m #30 -> #30',
    `      changed ["x"] 1 -> 100 @${at.x}`,
    `      added ["z"] 3 @${at.z}`,
    `      removed ["y"] 2 @${at.y}`,
    `    removed b 2 @${at.b}`,
  ]);
  expect(lines(recording, [at.inF!, at.inG!])).toEqual([`added g @${at.g}`]);
  expect(lines(recording, [at.inG!, at.end!])).toEqual([`removed g @${at.left}`]);
  expect(lines(recording, [at.inF!, at.inF!])).toEqual([]);
  expect(lines(recording, [at.before!, at.inF!], { depth: 0 })).toContain(
    'objects more than 0 levels down are not compared',
  );
});

test('an object in place of another is compared part by part, and a cycle ends', () => {
  const t = new TableBuilder();
  const f = t.fn('f');
  const o = t.variable('o', t.functions[f]!.scope);
  const enter = t.site(SITE.enter, f);
  const write = t.write(o, 1);
  const step = t.step(f, 2);
  const at: Record<string, number> = {};
  const recording = recorded(t, (s) => {
    s.string(1, 'count');
    s.string(2, 'self');
    const node = (id: number, count: number): void => {
      s.content(id, CONTENT.object, 2, [
        ...[ENTRY.property, stringKey(1), ...tagged(int(count))],
        ...[ENTRY.property, stringKey(2), ...tagged(obj(id))],
      ]);
      at.write = s.event(write, [], obj(id));
    };
    s.event(enter, [], undef);
    node(20, 1);
    at.before = s.event(step);
    node(21, 2);
    at.after = s.event(step);
  });
  expect(lines(recording, [at.before!, at.after!])).toEqual([
    'inside f',
    `  changed o #20 -> #21 @${at.write}`,
    `    changed count 1 -> 2 @${at.write! - 1}`,
    `    changed self #20 -> #21 @${at.write! - 1}`,
  ]);
});

test('variables of modules are compared whether a frame belongs to them or not', () => {
  const t = new TableBuilder();
  const f = t.fn('f');
  const n = t.variable('n', 0);
  const enterModule = t.site(SITE.enter, 0, { flags: SITE_FLAG.OWN_ID });
  const leaveModule = t.site(SITE.return, 0, { flags: SITE_FLAG.OWN_ID | SITE_FLAG.POPS });
  const [enterF, leaveF] = [t.site(SITE.enter, f), t.site(SITE.return, f, { flags: SITE_FLAG.POPS })];
  const [stepModule, stepF] = [t.step(0, 1), t.step(f, 2)];
  const write = t.write(n, 1);
  const at: Record<string, number> = {};
  const recording = recorded(t, (s, cut) => {
    at.start = s.turn(1);
    s.event(enterModule, [7], undef);
    at.step = s.event(stepModule);
    s.event(write, [7], int(1));
    at.left = s.event(leaveModule, [7], undef);
    cut();
    s.turn(1000);
    s.event(enterF, [], undef);
    at.inF = s.event(stepF);
    at.write = s.event(write, [7], int(2));
    at.end = s.event(leaveF, [], undef);
  });
  expect(lines(recording, [at.left!, at.end!])).toEqual(['inside a.ts', `  changed n 1 -> 2 @${at.write}`]);
  expect(lines(recording, [at.left!, at.inF!])).toEqual([`added f @${at.inF! - 1}`]);
  expect(lines(recording, [at.start!, at.left!])).toEqual(['added a.ts']);
  expect(lines(recording, [at.step!, at.step!])).toEqual([]);
});
