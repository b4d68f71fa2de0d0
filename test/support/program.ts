/** A program under recording made by hand: runs through a list of steps, stops as the runtime would. For tests of the adapter. */
import type { LiveSession } from '../../src/adapter/liveRun.js';
import { seq, threadId } from '../../src/base/units.js';
import type { Position } from '../../src/query/api.js';
import type { BoundBreakpoint, BreakpointPlace, ExceptionStops, SessionEvent } from '../../src/record/events.js';
import type { RecordOptions } from '../../src/record/options.js';
import { MOVE, type Move, STOP, type StopReason } from '../../src/wire/ring.js';
import type { FakeHeap } from './heap.js';
import { FAKE_FILE, type FakeRecording, type FakeStep, fakeRecording } from './recording.js';

const THREAD = threadId(1);

export interface FakeProgram {
  readonly start: (options: RecordOptions) => Promise<LiveSession>;
  readonly open: (path: string) => FakeRecording;
  /** what the adapter asked of the program, in order */
  readonly log: string[];
  readonly options: () => RecordOptions | undefined;
}

export interface FakeProgramOptions {
  readonly heap?: FakeHeap;
  /** index of a step after which the program waits in its event loop */
  readonly idleAfter?: number;
}

export function fakeProgram(
  steps: readonly FakeStep[],
  { heap, idleAfter = Number.POSITIVE_INFINITY }: FakeProgramOptions = {},
): FakeProgram {
  const log: string[] = [];
  const visible: FakeStep[] = [];
  let options: RecordOptions | undefined;
  const recording = fakeRecording(visible, heap);
  return {
    log,
    options: () => options,
    open: () => recording,
    start: async (given) => {
      options = given;
      visible.length = 0;
      const session = new FakeSession(steps, visible, { log, idleAfter });
      setImmediate(() => session.connect());
      return session;
    },
  };
}

class FakeSession implements LiveSession {
  readonly path = '/work/shop/.elixirscope/shop.escope';
  private readonly listeners = new Set<(event: SessionEvent) => void>();
  private places: readonly BreakpointPlace[] = [];
  private stops: ExceptionStops = { caught: false, uncaught: false };
  private paused = false;
  private gone = false;
  private finish: (how: { code: number | undefined; signal: string | undefined }) => void = () => undefined;
  readonly exited = new Promise<{ code: number | undefined; signal: string | undefined }>((resolve) => {
    this.finish = resolve;
  });

  /** Whatever it has done can be seen. */
  readonly edge = { end: () => undefined, store: () => undefined };

  constructor(
    private readonly steps: readonly FakeStep[],
    private readonly visible: FakeStep[],
    private readonly how: { readonly log: string[]; readonly idleAfter: number },
  ) {}

  subscribe = (listener: (event: SessionEvent) => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private emit(event: SessionEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  /** Whatever is asked of it, it does nothing and gives undefined. */
  evaluate = () => Promise.resolve({ outcome: { ok: true, tag: 0, low: 0, high: 0 } as const, seq: seq(0) });

  connect(): void {
    this.emit({ kind: 'thread', thread: THREAD, name: 'main', pid: 7 });
  }

  go = (): void => {
    this.how.log.push('go');
    this.later(() => {
      this.emit({ kind: 'module', thread: THREAD, path: FAKE_FILE, bound: this.bound() });
      this.run(() => undefined);
    });
  };

  private later(work: () => void): void {
    setImmediate(() => {
      if (!this.gone) work();
    });
  }

  private bound(): BoundBreakpoint[] {
    return this.places.flatMap((place) => {
      const { id } = place;
      const lines = this.steps
        .filter((step) => ('functions' in place ? step.functionName === place.functions : step.line >= place.line))
        .map((step) => step.line);
      return lines.length === 0 ? [] : [{ id, path: FAKE_FILE, line: Math.min(...lines), column: 3 }];
    });
  }

  setBreakpoints = (places: readonly BreakpointPlace[], exceptions: ExceptionStops): readonly BoundBreakpoint[] => {
    this.how.log.push(
      `breakpoints ${places.map((place) => ('functions' in place ? place.functions : place.line)).join(',')}${exceptions.caught ? ' caught' : ''}${exceptions.uncaught ? ' uncaught' : ''}`,
    );
    this.places = places;
    this.stops = exceptions;
    return this.visible.length > 0 ? this.bound() : [];
  };

  resume = (_thread: unknown, move: Move, depth: number): void => {
    this.how.log.push(`resume ${Object.keys(MOVE)[move]} ${depth}`);
    this.paused = false;
    this.later(() => {
      this.emit({ kind: 'resumed', thread: THREAD });
      this.run((step) =>
        move === MOVE.into || (move === MOVE.over && step.depth <= depth) || (move === MOVE.out && step.depth < depth)
          ? STOP.step
          : undefined,
      );
    });
  };

  /** Executes steps until one stops. */
  private run(stepStop: (step: FakeStep) => StopReason | undefined): void {
    while (this.visible.length < this.steps.length && this.visible.length <= this.how.idleAfter) {
      const step = this.steps[this.visible.length]!;
      this.visible.push(step);
      const ids = this.bound()
        .filter(({ line }) => line === step.line)
        .map(({ id }) => id);
      const isThrow =
        step.throws !== undefined && (this.stops.caught || (this.stops.uncaught && step.throws === 'uncaught'));
      const reason = this.paused
        ? STOP.pause
        : ids.length > 0
          ? STOP.breakpoint
          : isThrow
            ? STOP.exception
            : stepStop(step);
      if (reason === undefined) continue;
      this.paused = false;
      const at: Position = { thread: THREAD, seq: seq((this.visible.length - 1) * 10) };
      this.emit({ kind: 'stopped', ...at, reason, depth: step.depth, breakpointIds: ids });
      return;
    }
    if (this.visible.length === this.steps.length) this.exit(0, undefined);
  }

  private exit(code: number | undefined, signal: string | undefined): void {
    this.emit({ kind: 'exit', code, signal });
    this.gone = true;
    this.finish({ code, signal });
  }

  pause = (): void => {
    this.how.log.push('pause');
    this.paused = true;
  };

  sync = async (): Promise<void> => undefined;

  terminate = (): void => {
    this.how.log.push('terminate');
    this.later(() => this.exit(undefined, 'SIGTERM'));
  };

  close = async (): Promise<void> => {
    this.how.log.push('close');
    this.gone = true;
    this.finish({ code: undefined, signal: 'SIGKILL' });
  };
}
