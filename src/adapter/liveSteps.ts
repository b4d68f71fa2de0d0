/**
 * Steps over and out of code that runs. A thread of the program only knows how deep its stack is; where a step really ends is what the
 * recording says, so that it means the same live and in the past. A stop that is not the end lets the program go on. While the
 * activation that the step leads to waits (`await`), its statements are breakpoints of our own, and nothing else stops.
 */
import type { Seq, ThreadId } from '../base/units.js';
import type { Position, Recording, StepKind, StepProgress } from '../query/api.js';
import type { BreakpointPlace } from '../record/events.js';
import { MOVE, type Move } from '../wire/ring.js';
import type { LiveRun, StopEvent } from './liveRun.js';
import type { Step } from './moves.js';
import { type CallTarget, isCallOf } from './stepTargets.js';
import { isSameLine } from './travel.js';

const MOVES: Readonly<Record<StepKind, Move>> = { into: MOVE.into, over: MOVE.over, out: MOVE.out };

/** The user's breakpoints count from 1. */
const OWN_ID = 0;

type LiveMove = Pick<Step, 'kind' | 'granularity'>;

interface LiveStep {
  readonly thread: ThreadId;
  readonly from: Position;
  readonly kind: 'over' | 'out';
  /** the stack then, once somebody has asked for it */
  began?: ReturnType<Recording['stack']>;
}

interface WantedCall extends CallTarget {
  /** activation that makes it */
  readonly caller: Seq | undefined;
  left: number;
  readonly counted: Set<Seq>;
}

export interface LiveStepsParts {
  readonly recording: () => Recording;
  /** the list of places has changed */
  readonly tellProgram: () => void;
}

export class LiveSteps {
  /** where the activation that is waited for may go on */
  places: readonly BreakpointPlace[] = [];
  private step: LiveStep | undefined;
  private call: WantedCall | undefined;
  /** where a step began that leads to another line */
  private line: Position | undefined;
  private kind: StepKind = 'into';
  /** a step by expression, which the program makes by statement */
  private inside: { readonly from: Position; readonly kind: StepKind } | undefined;

  constructor(private readonly parts: LiveStepsParts) {}

  /**
   * May a stop that something else has made end a step, or a call that is looked for? Not if the activation that steps stands below it on the stack as it did when the step began. What the
   * recording says of the step takes as long as all that ran since.
   */
  mayEndAt({ at, stepDone }: StopEvent): boolean {
    const { step } = this;
    if (stepDone || this.call !== undefined || this.places.length > 0) return true;
    if (step === undefined) return this.line !== undefined || this.inside !== undefined;
    return step.thread === at.thread && !this.isBelow(step, at);
  }

  private isBelow(step: LiveStep, at: Position): boolean {
    const recording = this.parts.recording();
    step.began ??= recording.stack(step.from, { start: 0, count: 1 });
    const [own] = step.began.frames;
    const start = recording.stack(at, { start: 0, count: 0 }).total - step.began.total;
    if (own === undefined || start < 0) return false;
    const [now] = recording.stack(at, { start, count: 1 }).frames;
    return now?.enteredAt === own.enteredAt && (step.kind === 'out' || now.stepAt === own.stepAt);
  }

  /** Lets a thread that stands still make a step. */
  begin(run: LiveRun, from: Position, { kind, granularity }: LiveMove): void {
    const { thread } = from;
    this.kind = kind;
    this.line = granularity === 'line' ? from : undefined;
    this.inside = granularity === 'expression' ? { from, kind } : undefined;
    const isIdle = run.stops.get(thread)?.idle === true;
    this.step = kind === 'into' || isIdle ? undefined : { thread, from, kind };
    const waits = this.step !== undefined && this.awaits(this.parts.recording().stepProgress(from, this.step.kind));
    run.resume(thread, waits ? MOVE.run : MOVES[kind]);
  }

  /** Lets a thread that stands still go into one of the calls that its statement makes, or over it if that is not made. */
  beginIntoCall(run: LiveRun, from: Position, call: CallTarget): void {
    const own = this.parts.recording().stack(from, { start: 0, count: 1 }).frames[0]?.enteredAt;
    this.step = { thread: from.thread, from, kind: 'over' };
    this.call = { ...call, caller: own, left: call.ordinal, counted: new Set() };
    this.places = [call.name, `*.${call.name}`].map((functions) => ({ id: OWN_ID, functions }));
    this.parts.tellProgram();
    run.resume(from.thread, MOVE.over);
  }

  /** Is a stop the call that was meant? */
  private isWantedCall({ at }: StopEvent): boolean {
    const { call } = this;
    if (call === undefined) return false;
    const [frame, caller] = this.parts.recording().stack(at, { start: 0, count: 2 }).frames;
    if (frame === undefined || caller?.enteredAt !== call.caller || call.counted.has(frame.enteredAt)) return false;
    if (!isCallOf(frame, call.name)) return false;
    call.counted.add(frame.enteredAt);
    return --call.left === 0;
  }

  /** Is a stop that was made for a step its end? */
  endsAt(stop: StopEvent): boolean {
    const { at, stepDone } = stop;
    if (this.isWantedCall(stop)) return true;
    const progress = this.progressOf(at.thread);
    const isDone = progress === undefined ? stepDone : progress.kind === 'done' && progress.at.seq <= at.seq;
    if (!isDone || this.line === undefined || !isSameLine(this.parts.recording(), this.line, at)) return isDone;
    if (this.step !== undefined) this.step = { thread: at.thread, from: at, kind: this.step.kind };
    return false;
  }

  /** The step would end in a file that is skipped: on to another one. */
  goPast(run: LiveRun, { at }: StopEvent): void {
    const kind = this.kind === 'into' ? 'into' : 'out';
    this.end();
    this.begin(run, at, { kind, granularity: 'statement' });
  }

  /** A stop was none: the thread goes on with what it was doing. */
  goOn(run: LiveRun, stop: StopEvent): void {
    const progress = this.progressOf(stop.at.thread);
    run.goOn(stop, progress !== undefined && this.awaits(progress) ? MOVE.run : undefined);
  }

  /**
   * The expression that a step by expression leads to, if the program has gone on to a statement behind it: nothing stops the program inside of
   * one, so the playhead goes there in the recording.
   */
  expressionBefore({ at }: StopEvent): Position | undefined {
    if (this.inside?.from.thread !== at.thread) return undefined;
    const found = this.parts.recording().step(this.inside.from, this.inside.kind, 'forward', 'expression');
    return found !== undefined && found.seq < at.seq ? found : undefined;
  }

  /** The thread has stopped, for whatever reason. */
  end(): void {
    this.call = undefined;
    this.step = undefined;
    this.line = undefined;
    this.inside = undefined;
    if (this.places.length === 0) return;
    this.places = [];
    this.parts.tellProgram();
  }

  private progressOf(thread: ThreadId): StepProgress | undefined {
    return this.step?.thread === thread
      ? this.parts.recording().stepProgress(this.step.from, this.step.kind)
      : undefined;
  }

  /** True if only the places are to stop the thread. */
  private awaits(progress: StepProgress): boolean {
    if (this.places.length > 0) return this.call === undefined;
    if (progress.kind !== 'waiting') return false;
    const { path, line, endLine } = progress.place;
    this.places = this.parts
      .recording()
      .breakpointPlaces(path, line, endLine)
      .map((place) => ({ id: OWN_ID, path: place.path, line: place.line, column: place.column }));
    this.parts.tellProgram();
    return true;
  }
}
