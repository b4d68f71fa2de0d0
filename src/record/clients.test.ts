import { beforeEach, expect, test } from 'vitest';
import { seq, threadId } from '../base/units.js';
import { MOVE, STOP, type StopReason } from '../wire/ring.js';
import { type ClientSession, Clients } from './clients.js';
import type { BreakpointPlace, SessionEvent } from './events.js';

const NO_EXCEPTIONS = { caught: false, uncaught: false };
const thread = threadId(1);

let told: (event: SessionEvent) => void;
let resumed: string[];
let places: readonly BreakpointPlace[];
let clients: Clients;

beforeEach(() => {
  resumed = [];
  const session: Partial<ClientSession> = {
    subscribe: (listener) => {
      told = listener;
      return () => undefined;
    },
    go: () => undefined,
    pause: () => undefined,
    resume: (_, move, depth) => void resumed.push(`${nameOf(move)} ${depth}`),
    setBreakpoints: (wanted) => {
      places = wanted;
      return wanted.map(({ id }) => ({ id, path: '/a.ts', line: 1, column: 1 }));
    },
  };
  clients = new Clients(session as ClientSession);
});

const nameOf = (move: number): string => Object.entries(MOVE).find(([, value]) => value === move)![0];

/** `keeps`: a stop that it is asked about is one. */
class Client {
  readonly heard: string[] = [];
  keeps = true;
  readonly session = clients.join();
  readonly leave = this.session.subscribe((event) => {
    if (event.kind !== 'stopped') return;
    this.heard.push(event.byOther ? 'told' : `asked ${event.reason}: ${event.breakpointIds.join()}`);
    if (!event.byOther && !this.keeps) this.session.resume(event.thread, this.goesOnBy, this.goesOnFrom);
  });
  goesOnBy: (typeof MOVE)[keyof typeof MOVE] = MOVE.run;
  goesOnFrom = 0;
}

const place = (id: number): BreakpointPlace => ({ id, path: '/a.ts', line: id });

const stop = (reason: StopReason, depth: number, breakpointIds: readonly number[] = []): void =>
  told({ kind: 'stopped', thread, seq: seq(5), reason, depth, breakpointIds });

test('breakpoints of one number are those of different clients', () => {
  const [a, b] = [new Client(), new Client()];
  a.session.setBreakpoints([place(7)], NO_EXCEPTIONS);
  expect(b.session.setBreakpoints([place(7)], NO_EXCEPTIONS)).toMatchObject([{ id: 7 }]);
  const [first, second] = places.map(({ id }) => id);
  expect(first).not.toBe(second);
  stop(STOP.breakpoint, 1, [second!]);
  expect([a.heard, b.heard, resumed]).toEqual([['told'], [`asked ${STOP.breakpoint}: 7`], []]);
});

test('a stop that nobody keeps is none, and nobody else hears of it', () => {
  const [a, b] = [new Client(), new Client()];
  b.keeps = false;
  b.session.setBreakpoints([place(1)], NO_EXCEPTIONS);
  stop(STOP.breakpoint, 3, [places[0]!.id]);
  expect([a.heard, resumed]).toEqual([[], ['run 0']]);
});

test("one's step goes on as it was behind a stop of the other's that is none", () => {
  const [a, b] = [new Client(), new Client()];
  b.keeps = false;
  b.session.setBreakpoints([place(1)], NO_EXCEPTIONS);
  a.session.resume(thread, MOVE.over, 2);
  Object.assign(a, { keeps: false, goesOnBy: MOVE.over, goesOnFrom: 2 });
  stop(STOP.breakpoint, 9, [places[0]!.id]);
  expect(resumed).toEqual(['over 2', 'over 2']);
  a.keeps = true;
  stop(STOP.step, 2);
  expect([a.heard.at(-1), b.heard]).toEqual([`asked ${STOP.step}: `, [`asked ${STOP.breakpoint}: 1`, 'told']]);
});

test('a step of one that has left ends nowhere', () => {
  const [a, b] = [new Client(), new Client()];
  a.session.resume(thread, MOVE.over, 2);
  a.leave();
  stop(STOP.step, 2);
  expect([resumed, b.heard]).toEqual([['over 2', 'run 0'], []]);
});

test('who comes later is told what stands, and who leaves lets nothing go that others hold', () => {
  const [a, b] = [new Client(), new Client()];
  stop(STOP.debugger, 1);
  const late = new Client();
  late.session.go();
  expect([a, b, late].map(({ heard }) => heard)).toEqual([
    [`asked ${STOP.debugger}: `],
    [`asked ${STOP.debugger}: `],
    ['told'],
  ]);
  a.leave();
  a.session.resume(thread, MOVE.run, 0);
  expect(resumed).toEqual([]);
  late.session.resume(thread, MOVE.run, 0);
  expect(resumed).toEqual(['run 0']);
});

test('a pause is a stop for who asked for it', () => {
  const [a, b] = [new Client(), new Client()];
  a.session.pause(thread);
  stop(STOP.pause, 1);
  stop(STOP.pause, 1);
  expect([a.heard, b.heard, resumed]).toEqual([[`asked ${STOP.pause}: `], ['told'], ['run 0']]);
});
