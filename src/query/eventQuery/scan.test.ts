import { afterAll, expect, test } from 'vitest';
import { recorded } from '../../../test/support/recorded.js';
import { double, int, obj, str, StreamBuilder, tagged, TableBuilder, undef } from '../../../test/support/stream.js';
import { draft, removeFolders } from '../../../test/support/traceFile.js';
import { unwrap } from '../../base/result.js';
import { seq, threadId } from '../../base/units.js';
import { storedSource } from '../../store/storedSource.js';
import { SITE, SITE_FLAG } from '../../wire/sites.js';
import { CONTENT, ENTRY, stringKey, SYSTEM } from '../../wire/trace.js';
import type { Position, Recording } from '../api.js';
import { openRecording } from '../open.js';
import { EventQueries, type QueryParts } from './scan.js';

afterAll(removeFolders);

/** `add` is called: it assigns `n` and a property of a cart, and returns; the module prints. */
function program(calls = 12, perSegment = 4): Recording {
  const t = new TableBuilder();
  const main = t.fn('');
  const add = t.fn('Cart.add');
  const n = t.variable('n', t.functions[add]!.scope);
  const enter = t.site(SITE.enter, add);
  const returns = t.site(SITE.return, add, { flags: SITE_FLAG.POPS });
  const step = t.step(add, 2);
  const write = t.write(n, 3);
  const put = t.site(SITE.put, add, { ref: t.key('total'), line: 4 });
  const computed = t.site(SITE.put, add, { flags: SITE_FLAG.DYNAMIC, line: 5 });
  t.step(main, 9);
  return recorded(t, (s, cut) => {
    s.string(1, 'total');
    s.string(2, 'even');
    s.content(20, CONTENT.object, 1, [ENTRY.property, stringKey(1), ...tagged(int(0))]);
    for (let i = 0; i < calls; i++) {
      s.turn(1000 * i);
      s.event(enter, [], undef);
      s.event(step);
      s.event(write, [], i % 3 === 0 ? double(i + 0.5) : i % 2 === 0 ? str(2) : int(i));
      s.event(put, [20], int(i * 10));
      s.event(computed, [20, i], obj(20));
      s.event(returns, [], obj(20));
      if (i % perSegment === perSegment - 1) {
        s.system(SYSTEM.output, 1, [2 << 1, 0x6968]);
        cut();
      }
    }
  });
}

const range = { from: undefined, part: undefined, patienceMillis: 10_000 };
const found = (recording: Recording, text: string): string[] =>
  recording.query(text, range, 1000).events.map(({ kind, name, value }) => {
    const shown = value?.kind === 'number' || value?.kind === 'string' ? value.value : (value?.kind ?? '');
    return [kind, name, shown].filter((part) => part !== undefined && part !== '').join(' ');
  });

test('what happened, where, and with which values', () => {
  const recording = program();
  expect(found(recording, 'kind === "write"')).toHaveLength(12);
  expect(found(recording, 'kind === "write" && value > 5')).toEqual([
    'write n 6.5',
    'write n 7',
    'write n 9.5',
    'write n 11',
  ]);
  expect(found(recording, '5 < value && name === "n"')).toHaveLength(4);
  expect(found(recording, 'value === "even"')).toHaveLength(4);
  expect(found(recording, 'name === "total" && value >= 100')).toEqual(['put total 100', 'put total 110']);
  expect(found(recording, 'name === "11"')).toEqual(['put 11 object']);
  expect(found(recording, '["return", "output"].includes(kind) && fn === "Cart.add"')).toHaveLength(12);
  expect(found(recording, 'line === 4 && value < 20')).toEqual(['put total 0', 'put total 10']);
  expect(found(recording, 'fn.startsWith("Cart") && kind === "enter"')).toHaveLength(12);
  expect(found(recording, 'kind === "turn" && time >= 10')).toHaveLength(2);
  expect(found(recording, 'thread === 2')).toEqual([]);
});

test('values are looked into as they were then', () => {
  const recording = program();
  expect(found(recording, 'kind === "return" && value.total > 90')).toEqual(['return object', 'return object']);
  expect(found(recording, 'kind === "return" && Object.keys(value).length > 11')).toHaveLength(2);
});

test('neither a condition on what an event does not have nor its opposite holds', () => {
  const recording = program();
  expect(found(recording, 'kind === "step" && value !== 1')).toEqual([]);
  expect(found(recording, 'kind === "step" && !(value === 1)')).toEqual([]);
  expect(found(recording, '!(value.nothing.there > 1) && kind === "write"')).toEqual([]);
  expect(found(recording, 'kind === "step" || value === 7')).toHaveLength(13);
  expect(found(recording, '!(kind !== "write" || value <= 9)')).toEqual(['write n 9.5', 'write n 11']);
  expect(found(recording, 'fn !== "x" && kind === "turn"')).toEqual([]);
});

test('file names are as everywhere, and what is no query says why', () => {
  const recording = program();
  const [file = ''] = recording.queryChoices().files;
  const name = file.split('/').at(-1)!;
  expect(found(recording, `kind === "write" && file === ${JSON.stringify(name)}`)).toHaveLength(12);
  expect(found(recording, `kind === "write" && file !== ${JSON.stringify(name)}`)).toEqual([]);
  expect(recording.queryChoices()).toMatchObject({ functions: ['Cart.add'], names: ['n', 'total'] });
  expect(() => found(recording, 'total > 3')).toThrow('`total` is no field of an event');
  expect(() => found(recording, 'kind ===')).toThrow('Unexpected token');
  expect(found(recording, '[1, 2].some((total) => total === value)')).toEqual(['write n 1']);
});

test('a condition that takes too long for one event ends the query', () => {
  const endless = '/(a+)+$/.test("a".repeat(40) + "!")';
  expect(() => found(program(), endless)).toThrow('For one event alone, the regular expression takes too long.');
});

test('pages and parts leave nothing out and nothing twice', () => {
  const recording = program(30, 4);
  const query = 'value > 3 && value < 100';
  const whole = recording.query(query, range, 1000).events.map((event) => event.seq);
  expect(whole.length).toBeGreaterThan(20);
  const seqs: number[] = [];
  let from: Position | undefined;
  do {
    const page = recording.query(query, { from, part: undefined, patienceMillis: 0 }, 3);
    seqs.push(...page.events.map((event) => event.seq));
    from = page.next;
  } while (from !== undefined);
  expect(seqs).toEqual(whole);
  const part = { thread: threadId(1), since: seq(whole[2]!), until: seq(whole[5]!) };
  expect(recording.query(query, { ...range, part }, 1000).events.map((event) => event.seq)).toEqual(whole.slice(2, 6));
});

test('a query that is asked again of a growing recording finds what modules do that came since', () => {
  const modules = [1, 2].map(() => {
    const t = new TableBuilder();
    const f = t.fn('f');
    return { t, enter: t.site(SITE.enter, f) };
  });
  const [first, second] = modules as [(typeof modules)[0], (typeof modules)[0]];
  const { path, writer, thread } = draft(first.t);
  const enters = (site: number): Int32Array => {
    const s = new StreamBuilder();
    s.event(site, [], undef);
    return s.take();
  };
  writer.append(thread, enters(first.enter), true);
  writer.sync();
  const recording = unwrap(openRecording(path));
  expect(found(recording, 'kind === "enter"')).toHaveLength(1);
  const table = second.t.build();
  const base = first.t.base + 10;
  const key = 'b'.repeat(40);
  writer.addModule(thread, { path: '/w/b.ts', key, base, table, stored: storedSource(key, table, '') });
  writer.append(thread, enters(base + second.enter - second.t.base), true);
  writer.sync();
  recording.refresh();
  expect(found(recording, 'kind === "enter"')).toHaveLength(2);
  recording.close();
  writer.close();
});

test('which sites may match is looked at once for all pages of a query, and again when there are more', () => {
  const kind: number[] = [];
  const files: number[] = [];
  let looked = 0;
  const reader = {
    threads: () => [{ id: 1 }],
    sites: () => ({ kind, files }),
    segments: () => [],
    segmentOf: () => 0,
    row: () => undefined,
  };
  const events = { knownOf: () => void looked++ };
  const queries = new EventQueries({ context: { reader }, events } as unknown as QueryParts);
  const lookedAt = (text: string): number => {
    looked = 0;
    queries.page(text, range, 1);
    return looked;
  };
  kind.length = 100;
  expect(['line > 5', 'line > 5', 'line > 6', 'line > 5'].map(lookedAt)).toEqual([100, 0, 100, 100]);
  kind.length = 150;
  files.length = 1;
  expect(['line > 5', 'line > 5'].map(lookedAt)).toEqual([150, 0]);
  expect(() => lookedAt('line >')).toThrow();
});
