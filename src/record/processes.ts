/**
 * The processes of one recorded program, for debuggers that show each child process in a session of its own.
 *
 * A process that was taken is spoken of to its own listeners only, has breakpoints of its own, and waits for its own `go`. All others belong
 * to the recording session; `synced` and the program's `exit` concern everybody.
 */
import type { ThreadId } from '../base/units.js';
import type { EvaluateRequest } from '../wire/control.js';
import type { Move } from '../wire/ring.js';
import type { ExitStatus } from './child.js';
import type { LiveEdge } from './edge.js';
import type { BoundBreakpoint, BreakpointPlace, ExceptionStops, LiveAnswer, SessionEvent } from './events.js';

type Listener = (event: SessionEvent) => void;

/** What a process needs of the session that records it. */
export interface Recorder {
  readonly path: string;
  readonly edge: LiveEdge;
  readonly go: (pid: number) => void;
  readonly setBreakpoints: (
    places: readonly BreakpointPlace[],
    exceptions: ExceptionStops,
    pid: number,
  ) => readonly BoundBreakpoint[];
  readonly resume: (thread: ThreadId, move: Move, depth: number) => void;
  readonly pause: (thread: ThreadId) => void;
  readonly evaluate: (thread: ThreadId, request: EvaluateRequest) => Promise<LiveAnswer | undefined>;
  readonly sync: () => Promise<void>;
  readonly terminate: (pid: number) => void;
  readonly giveBack: (process: ProcessSession) => void;
}

/** A child process as its own debug session sees it. */
export class ProcessSession {
  readonly path: string;
  readonly edge: LiveEdge;
  readonly exited: Promise<ExitStatus>;
  /** resolved when somebody listens */
  readonly attended: Promise<void>;
  /** those that run */
  readonly threads = new Map<ThreadId, string>();
  readonly #recorder: Recorder;
  readonly #listeners = new Set<Listener>();
  #resolveExit: (status: ExitStatus) => void = () => {};
  #attend: () => void = () => {};
  #isOver = false;

  /** `program`: what it runs, for people */
  constructor(
    recorder: Recorder,
    readonly pid: number,
    readonly program: string,
  ) {
    this.#recorder = recorder;
    this.path = recorder.path;
    this.edge = recorder.edge;
    this.exited = new Promise((done) => {
      this.#resolveExit = done;
    });
    this.attended = new Promise((done) => {
      this.#attend = done;
    });
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#attend();
    return () => this.#listeners.delete(listener);
  }

  go(): void {
    this.#recorder.go(this.pid);
  }

  setBreakpoints(places: readonly BreakpointPlace[], exceptions: ExceptionStops): readonly BoundBreakpoint[] {
    return this.#recorder.setBreakpoints(places, exceptions, this.pid);
  }

  resume(thread: ThreadId, move: Move, depth: number): void {
    this.#recorder.resume(thread, move, depth);
  }

  pause(thread?: ThreadId): void {
    for (const own of this.threads.keys()) if (thread === undefined || own === thread) this.#recorder.pause(own);
  }

  evaluate(thread: ThreadId, request: EvaluateRequest): Promise<LiveAnswer | undefined> {
    return this.#recorder.evaluate(thread, request);
  }

  sync(): Promise<void> {
    return this.#recorder.sync();
  }

  terminate(): void {
    this.#recorder.terminate(this.pid);
  }

  /** Its process belongs to the program: that ends it. */
  async close(): Promise<void> {
    this.go();
  }

  /** Nobody wants it: its threads are the session's. */
  giveBack(): void {
    this.#recorder.giveBack(this);
  }

  /** True if anybody listens. */
  tell(event: SessionEvent): boolean {
    if (this.#isOver) return false;
    if (event.kind === 'thread') this.threads.set(event.thread, event.name);
    if (event.kind === 'threadExit') this.threads.delete(event.thread);
    if (event.kind === 'exit') {
      this.#isOver = true;
      this.#resolveExit({ code: event.code, signal: event.signal });
    }
    const listeners = [...this.#listeners];
    for (const listener of listeners) listener(event);
    return listeners.length > 0;
  }
}

/** Who is told what. */
export class Processes {
  readonly #taken = new Map<number, ProcessSession>();
  /** taken, and nobody said `go` yet */
  readonly #held = new Set<number>();
  readonly #pids = new Map<ThreadId, number>();
  readonly #known = new Set<number>();

  /** True if it is a process that was not there before, and not the first one. */
  isChild(pid: number): boolean {
    const isNew = this.#known.size > 0 && !this.#known.has(pid);
    this.#known.add(pid);
    return isNew;
  }

  take(process: ProcessSession): void {
    this.#taken.set(process.pid, process);
    this.#held.add(process.pid);
  }

  addThread(thread: ThreadId, pid: number): void {
    this.#pids.set(thread, pid);
  }

  isTaken(pid: number): boolean {
    return this.#taken.has(pid);
  }

  isHeld(pid: number): boolean {
    return this.#held.has(pid);
  }

  letGo(pid: number): void {
    this.#held.delete(pid);
  }

  giveBack(pid: number): void {
    this.#taken.delete(pid);
    this.#held.delete(pid);
  }

  /** The listeners of the session hear of an event, or the process whose event it is. False if nobody does. */
  route(event: SessionEvent, everybody: ReadonlySet<Listener>): boolean {
    const own = 'thread' in event ? this.#taken.get(this.#pids.get(event.thread) ?? 0) : undefined;
    if (own !== undefined) return own.tell(event);
    const listeners = [...everybody];
    for (const listener of listeners) listener(event);
    if (event.kind === 'synced' || event.kind === 'exit')
      for (const process of [...this.#taken.values()]) process.tell(event);
    return listeners.length > 0;
  }

  /** Its last thread is gone. */
  ended(pid: number, code: number | undefined): void {
    this.#taken.get(pid)?.tell({ kind: 'exit', code, signal: undefined });
    this.giveBack(pid);
  }
}
