import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, record } from '../../test/support/traceFile.js';
import { int, none, StreamBuilder, TableBuilder, undef } from '../../test/support/stream.js';
import { unwrap } from '../base/result.js';
import { FIRST_SITE } from '../base/units.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { header, TAG } from '../wire/trace.js';
import { FRAME, FrameStack, WordList } from './frames.js';
import { ActivationMachine } from './machine.js';
import { TraceReader } from './reader.js';
import { Replayer } from './replay.js';
import { SiteIndex } from './sites.js';
import { eventOffsets } from './words.js';

afterAll(removeFolders);

const { OWN_ID, POPS } = SITE_FLAG;

/** A program of three kinds of function: plain with three variables, one with an instanced block, and an async one. */
function program() {
  const t = new TableBuilder();
  const plain = t.fn('plain');
  const variables = ['a', 'b', 'c'].map((name) => t.variable(name, t.functions[plain]!.scope));
  const blocky = t.fn('blocky');
  const block = t.block(blocky, { instanced: true });
  const x = t.variable('x', t.functions[blocky]!.scope);
  const later = t.fn('later', { async: true });
  const y = t.variable('y', t.functions[later]!.scope);
  const functions = [plain, blocky, later];
  return {
    t,
    later,
    enter: functions.map((f) => t.site(SITE.enter, f, { flags: f === later ? OWN_ID : 0 })),
    step: functions.map((f) => t.step(f, f + 1)),
    leave: functions.map((f) => t.site(SITE.leave, f, { flags: f === later ? OWN_ID : 0 })),
    pops: functions.map((f) => t.site(SITE.return, f, { flags: POPS | (f === later ? OWN_ID : 0) })),
    writes: [variables.map((v) => t.write(v, 1)), [t.write(x, 2)], [t.write(y, 3)]],
    scope: t.site(SITE.scope, blocky, { ref: block }),
    suspend: t.site(SITE.suspend, later),
    resume: t.site(SITE.resume, later),
  };
}

type Op = {
  readonly op: 'enter' | 'write' | 'step' | 'leave' | 'scope' | 'suspend' | 'resume' | 'turn' | 'abandon' | 'cut';
  readonly n: number;
};

const ops = fc.array(
  fc.record({
    op: fc.constantFrom<Op['op']>(
      'enter',
      'enter',
      'write',
      'write',
      'write',
      'step',
      'step',
      'leave',
      'scope',
      'suspend',
      'resume',
      'turn',
      'abandon',
      'cut',
    ),
    n: fc.nat(1000),
  }),
  { minLength: 1, maxLength: 400 },
);

/** Plays the operations as a well-behaved program would, and cuts the stream into segments where they say so. */
function play(p: ReturnType<typeof program>, list: readonly Op[]): { segments: Int32Array[]; events: number } {
  const stack: { kind: number; id: number }[] = [];
  const suspended: { kind: number; id: number }[] = [];
  const segments: Int32Array[] = [];
  let nextId = 1;
  let s = new StreamBuilder();
  let events = 0;
  for (const { op, n } of list) {
    const top = stack.at(-1);
    if (op === 'enter') {
      const kind = n % 3;
      const id = kind === 2 ? nextId++ : 0;
      stack.push({ kind, id });
      s.event(p.enter[kind]!, id > 0 ? [id] : [], undef);
    } else if (op === 'cut') {
      segments.push(s.take());
      events += s.seq;
      s = new StreamBuilder();
    } else if (op === 'turn') {
      stack.length = 0;
      s.turn(n);
    } else if (op === 'resume') {
      const [back] = suspended.splice(n % Math.max(1, suspended.length), 1);
      if (back === undefined) continue;
      stack.push(back);
      s.event(p.resume, [back.id], int(n));
    } else if (top === undefined) {
    } else if (op === 'write') s.event(p.writes[top.kind]![n % p.writes[top.kind]!.length]!, [], int(n));
    else if (op === 'step') s.event(p.step[top.kind]!);
    else if (op === 'scope' && top.kind === 1) s.event(p.scope, [nextId++]);
    else if (op === 'leave') {
      stack.pop();
      s.event(
        n % 2 === 0 ? p.leave[top.kind]! : p.pops[top.kind]!,
        top.id > 0 ? [top.id] : [],
        n % 2 === 0 ? none : int(n),
      );
    } else if (op === 'abandon' && stack.length > 1 && stack.at(-2)!.kind !== top.kind) {
      // No leave came: the next step of the frame below shows it.
      stack.pop();
      s.event(p.step[stack.at(-1)!.kind]!);
    } else if (op === 'suspend' && top.kind === 2) {
      suspended.push(stack.pop()!);
      s.event(p.suspend, [top.id], int(n));
    }
  }
  segments.push(s.take());
  return { segments, events: events + s.seq };
}

function frames({ stack }: ActivationMachine, reader: TraceReader): unknown {
  const result: unknown[] = [];
  for (let i = 0; i < stack.depth; i++) {
    const layout = reader.sites(1).layout(stack.fn[i]!);
    const slots = Array.from({ length: layout.slots }, (_, slot) => stack.slot(i, slot)).map((v) =>
      v.tag === 0 ? undefined : v,
    );
    const blocks = Array.from({ length: layout.blocks }, (_, place) => stack.block(i, place));
    result.push([layout.index, stack.enterSeq[i], stack.ownId[i], stack.stepSite[i], stack.stepSeq[i], slots, blocks]);
  }
  return result;
}

test('a state through keyframes, and that of a cursor, equals a replay from the start', () => {
  fc.assert(
    fc.property(ops, fc.integer({ min: 1, max: 40 }), (list, stride) => {
      const p = program();
      const { segments, events } = play(p, list);
      const reader = unwrap(TraceReader.open(record(p.t, segments)));
      const replayer = new Replayer(reader);
      const cursor = replayer.follow(1);
      const whole = new ActivationMachine(reader.sites(1));
      let at = 0;
      for (const row of reader.segments(1)) {
        const segment = reader.segment(1, row.idx);
        for (let seq = row.first_seq; seq < segment.endSeq; seq++, at++) {
          whole.replayOne(segment, seq);
          if (seq % stride !== 0) continue;
          expect(frames(replayer.at(1, seq), reader)).toEqual(frames(whole, reader));
          cursor.seq = seq;
          expect(frames(cursor.machine(), reader)).toEqual(frames(whole, reader));
        }
      }
      expect(at).toBe(events);
      reader.close();
    }),
    { numRuns: 60 },
  );
});

/** A stream of which events are missing, as it is when its rings overflow. */
function without(segments: readonly Int32Array[], t: TableBuilder, every: number): Int32Array[] {
  const sites = new SiteIndex();
  sites.add({ path: '/w/a.js', key: 'k', base: FIRST_SITE, table: t.build() });
  let count = 0;
  return segments.map((words) => {
    const kept: number[] = [];
    const offsets = [...eventOffsets(words, sites), words.length];
    for (let i = 0; i + 1 < offsets.length; i++)
      if (++count % every !== 0) kept.push(...words.subarray(offsets[i], offsets[i + 1]));
    return Int32Array.from(kept);
  });
}

test('the keyframes of a stream that has lost events are those of a replay from the start', () => {
  fc.assert(
    fc.property(ops, fc.integer({ min: 2, max: 20 }), (list, every) => {
      const p = program();
      const reader = unwrap(TraceReader.open(record(p.t, without(play(p, list).segments, p.t, every))));
      const replayer = new Replayer(reader);
      const whole = new ActivationMachine(reader.sites(1));
      for (const row of reader.segments(1)) {
        const segment = reader.segment(1, row.idx);
        expect(frames(replayer.atStartOf(1, row.idx), reader)).toEqual(frames(whole, reader));
        whole.replay(segment, row.first_seq, segment.endSeq - 1);
      }
      reader.close();
    }),
    { numRuns: 60 },
  );
});

test('an async generator ends, of which those that delegate to it are not known any more', () => {
  const t = new TableBuilder();
  const fn = t.fn('endless', { async: true, generator: true });
  const site = t.site(SITE.finally, fn);
  const sites = new SiteIndex();
  sites.add({ path: '/w/a.js', key: 'k', base: FIRST_SITE, table: t.build() });
  const machine = new ActivationMachine(sites);
  const suspended = new FrameStack(sites);
  suspended.push(fn, 1, 5, 0);
  suspended.state[0] = FRAME.YIELDED;
  suspended.delegator[0] = 4;
  const words = new WordList();
  suspended.write(0, words);
  machine.suspended.save(5, words.take());
  machine.apply(Int32Array.of(header(site, TAG.none), 5), 0, 2);
  expect(machine.stack.ownId[0]).toBe(5);
});

test('`low` counts the frames that a segment did not change', () => {
  const p = program();
  const s = new StreamBuilder();
  for (let i = 0; i < 3; i++) s.event(p.enter[0]!, [], undef);
  const quiet = new StreamBuilder();
  quiet.event(p.enter[0]!, [], undef);
  quiet.event(p.leave[0]!);
  const deep = new StreamBuilder();
  deep.event(p.leave[0]!);
  deep.event(p.leave[0]!);
  const reader = unwrap(TraceReader.open(record(p.t, [s.take(), quiet.take(), deep.take()])));
  expect(reader.segments(1).map((r) => r.low)).toEqual([0, 2, 0]);
});
