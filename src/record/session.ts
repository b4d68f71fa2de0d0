/**
 * A recording session: receives the streams of a program's threads, feeds the store, and passes the debugger's live wishes
 * (breakpoints, stops, pause) on to the program. start.ts begins it.
 *
 * Everything but decompression (incoming.ts) runs on the engine's event loop; the store's writes are synchronous, so a program that produces
 * faster than we store is slowed down by its socket, once the backlog is full. One thread's broken connection ends the recording of that thread only.
 */
import { basename } from 'node:path';
import { unwrap } from '../base/result.js';
import type { ThreadId } from '../base/units.js';
import { createRecording, type TraceWriter } from '../store/writer.js';
import {
  type AnnouncedModule,
  type DebuggeeOptions,
  type EvaluateRequest,
  type ToEngine,
  usualCodeOf,
} from '../wire/control.js';
import type { Move } from '../wire/ring.js';
import { GAP } from '../wire/trace.js';
import { RecentEntries } from './cache.js';
import { type Child, type ExitStatus, killProcess } from './child.js';
import { Connection } from './connection.js';
import { Debugging } from './debugging.js';
import type { LiveEdge } from './edge.js';
import type { Endpoint } from './endpoint.js';
import type { BoundBreakpoint, BreakpointPlace, ExceptionStops, LiveAnswer, SessionEvent } from './events.js';
import { BACKLOG, Backlog, type DeliveredData } from './incoming.js';
import { Instrumenting } from './instrumenting.js';
import { programOutside } from './launch.js';
import type { LaunchedBefore } from './launchedBefore.js';
import type { RecordOptions } from './options.js';
import { Processes, ProcessSession } from './processes.js';
import { keepCode } from './runtimeCode.js';

export type { BoundBreakpoint, BreakpointPlace, ExceptionStops, SessionEvent } from './events.js';
export type { Launch, LaunchCommand, RecordOptions } from './options.js';

/** Subscribers see what is in the file: it is brought up to date so often, but for no more than a share of the engine's time. */
const SYNC_MILLIS = 50;
const SYNC_MILLIS_AT_MOST = 1000;
const SYNC_SHARE = 0.05;
const FLUSH_MILLIS = 5000;
const TERMINATE_MILLIS = 2000;
/** how long after the process's end its sockets may take to deliver what is on the way */
const DRAIN_MILLIS = 5000;

export interface SessionParts {
  readonly options: RecordOptions;
  readonly debuggee: DebuggeeOptions;
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly launched: LaunchedBefore;
}

export class RecordSession {
  /** absolute path of the recording */
  readonly path: string;
  /** resolved with what the `exit` event says */
  readonly exited: Promise<ExitStatus>;
  readonly edge: LiveEdge;
  readonly #parts: SessionParts;
  readonly #writer: TraceWriter;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #connections = new Set<Connection>();
  readonly #processes = new Processes();
  readonly #backlog: Backlog;
  #resolveExit: (status: ExitStatus) => void = () => {};
  readonly #instrumenting: Instrumenting;
  readonly #debugging: Debugging;
  #child: Child | undefined;
  /** how it ended, once everything it wrote was told */
  #childExit: ExitStatus | undefined;
  #exitTimer: NodeJS.Timeout | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  #dirty = false;
  #going: boolean;
  /** main threads whose connection ended without a word */
  readonly #cutOff: ThreadId[] = [];
  #isFinishing = false;
  #finished = false;
  /** the program's file, if it is not one of those that are recorded */
  readonly #outside: string | undefined;
  readonly #entries: RecentEntries;
  readonly #launched: LaunchedBefore;
  /** modules, as they are named in USUAL_CODE */
  readonly #compiled: string[] = [];

  constructor(parts: SessionParts) {
    const { options, path, debuggee } = parts;
    this.#parts = parts;
    this.path = path;
    const { launch } = options;
    const program = launch.kind === 'program' ? launch.program : launch.command;
    this.#outside = programOutside(options, debuggee);
    this.#entries = new RecentEntries(debuggee.cacheDirectory);
    this.#launched = parts.launched;
    this.#instrumenting = new Instrumenting(debuggee);
    this.#going = !debuggee.waitForGo;
    this.#backlog = new Backlog(debuggee.waitForGo ? BACKLOG.debugged : BACKLOG.recorded);
    this.exited = new Promise((done) => {
      this.#resolveExit = done;
    });
    this.#writer = unwrap(
      createRecording({
        path,
        program,
        args: launch.args,
        workspace: debuggee.workspace,
        mode: debuggee.mode,
        overflow: debuggee.overflow,
        ringBytes: debuggee.ringBytes,
        ...(options.maxSize !== undefined && { maxSize: options.maxSize }),
        trouble: (code, message) => this.#emit({ kind: 'trouble', code, message }),
      }),
    );
    this.edge = { end: (thread) => this.#writer.end(thread), store: () => this.#store() };
    this.#debugging = new Debugging(
      {
        connections: this.#connections,
        writer: this.#writer,
        store: () => this.#store(),
        emit: this.#emit,
      },
      debuggee.waitForGo,
    );
    parts.endpoint.accept(
      (socket) => void this.#connections.add(new Connection(socket, this.#backlog, this.#connectionEvents())),
    );
    this.#syncLater(SYNC_MILLIS);
  }

  /** The program has been started, by the session's own process (`child`) or somebody else. Called once. */
  started(child: Child | undefined): void {
    this.#child = child;
    child?.hear((stream, text) => this.#emit({ kind: 'stdio', stream, text }));
    void child?.ended.then((status) => this.#childExited(status));
    this.#instrumenting.begin(this.#parts.options);
    this.#entries.expect(this.#launched.keys);
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets user code run (only with `waitForGo`), in this and all later threads: of a process that was taken, or of all others. */
  go(pid?: number): void {
    if (pid === undefined) this.#going = true;
    else this.#processes.letGo(pid);
    for (const connection of this.#connections) if (this.#mayGo(connection)) connection.send({ type: 'go' });
  }

  /** Nobody wants a process that was taken. */
  giveBack({ pid, threads }: ProcessSession): void {
    if (!this.#processes.isTaken(pid)) return;
    this.#processes.giveBack(pid);
    for (const [thread, name] of threads) this.#emit({ kind: 'thread', thread, name, pid });
    for (const connection of this.#connections) if (this.#mayGo(connection)) connection.send({ type: 'go' });
  }

  #mayGo({ pid }: Connection): boolean {
    return this.#going && !this.#processes.isHeld(pid);
  }

  /**
   * All breakpoints (replaces the list), of a process that was taken or of all others; answers those in modules that are loaded, `module` events
   * tell of the others.
   */
  setBreakpoints(
    places: readonly BreakpointPlace[],
    exceptions: ExceptionStops,
    pid?: number,
  ): readonly BoundBreakpoint[] {
    return this.#debugging.setBreakpoints(places, exceptions, pid);
  }

  /** Lets a stopped thread go on; `depth` is the depth of the stop's event. A pause that was asked for and not reached yet is taken back. */
  resume(thread: ThreadId, move: Move, depth: number): void {
    this.#debugging.resume(thread, move, depth);
  }

  /** A thread, or all that no process was taken with. */
  pause(thread?: ThreadId): void {
    this.#debugging.pause((connection) =>
      thread === undefined ? !this.#processes.isTaken(connection.pid) : connection.thread === thread,
    );
  }

  /** Runs an expression in a thread that has stopped; what it did is in the file afterwards. Undefined if the thread is gone. */
  evaluate(thread: ThreadId, request: EvaluateRequest): Promise<LiveAnswer | undefined> {
    return this.#debugging.evaluate(thread, request);
  }

  /** Everything that the program has done until now is in the file afterwards. */
  async sync(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => connection.flush(FLUSH_MILLIS)));
    this.#store();
  }

  /** Passes a signal on to the process that the session started. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Asks the program to end, kills it after two seconds; or asks one process of it. */
  terminate(pid?: number): void {
    for (const connection of this.#connections)
      if (pid === undefined || connection.pid === pid) connection.send({ type: 'terminate' });
    const child = this.#child;
    if (child === undefined || pid !== undefined) return;
    if (this.#connections.size === 0) child.kill('SIGTERM');
    setTimeout(() => this.#killAll(child), TERMINATE_MILLIS).unref();
  }

  /** Leaves the program (killing it if the session started it) and closes the file. */
  async close(): Promise<void> {
    if (this.#finished) return;
    const child = this.#child;
    if (child !== undefined && child.status === undefined) this.#killAll(child);
    else this.#finish(child?.status ?? { code: undefined, signal: undefined });
    await this.exited;
  }

  /** What it has started does not outlive it, wherever it stands. */
  #killAll(child: Child): void {
    child.kill('SIGKILL');
    for (const { isMain, pid } of this.#connections) if (isMain && pid !== child.pid) killProcess(pid);
  }

  #childExited(status: ExitStatus): void {
    this.#childExit = status;
    if (this.#connections.size === 0) return void setImmediate(() => this.#finish(status));
    this.#finishLater(status);
  }

  /** Its connections do not end as they should. */
  #finishLater(status: ExitStatus): void {
    const finish = (): void => (this.#backlog.isEmpty ? this.#finish(status) : this.#finishLater(status));
    this.#exitTimer = setTimeout(finish, DRAIN_MILLIS);
  }

  #connectionEvents() {
    return {
      message: (from: Connection, message: ToEngine) => this.#message(from, message),
      data: (from: Connection, frame: DeliveredData) => this.#data(from, frame),
      closed: (from: Connection, problem: Error | undefined) => this.#closed(from, problem),
    };
  }

  #closed(connection: Connection, problem: Error | undefined): void {
    this.#connections.delete(connection);
    const { thread } = connection;
    if (problem !== undefined) {
      const who =
        thread === undefined ? 'A process that is not ours connected' : `Recording of thread ${thread} ended early`;
      this.#emit({ kind: 'trouble', code: 'connection-broken', message: `${who}: ${problem.message}.` });
    }
    if (thread === undefined) return;
    if (problem !== undefined) this.#writer.addGap(thread, GAP.engineLost, 1);
    else if (connection.isMain && connection.bye === undefined) this.#cutOff.push(thread);
    this.#emit({ kind: 'threadExit', thread });
    if (connection.isMain) this.#processes.ended(connection.pid, this.#writer.exitCodeOf(thread));
    if (this.#connections.size > 0) return;
    if (this.#childExit !== undefined) this.#finish(this.#childExit);
    else if (this.#parts.options.launcher !== undefined)
      this.#finish({ code: this.#writer.exitCodeOf(thread), signal: undefined });
  }

  #data(from: Connection, frame: DeliveredData): void {
    const { thread } = from;
    if (thread === undefined || this.#finished) return;
    this.#dirty = true;
    // It was not the end: what should have ended the process did not. A signal that the drain worker has caught does, though the program may go on for a moment.
    if (from.bye === 'exit') from.bye = undefined;
    if (frame.kind === 'zdata') this.#writer.appendCompressed(thread, frame.frame, frame.words);
    else this.#writer.append(thread, frame.words, frame.end);
  }

  #message(from: Connection, message: ToEngine): void {
    if (this.#finished) return;
    switch (message.type) {
      case 'hello':
        return this.#hello(from, message);
      case 'instrument':
        return void this.#instrumenting.answer(message).then((answer) => from.send(answer));
      case 'skipped':
        this.#writer.addSkipped(message.file, message.reason);
        return void this.#emit({ kind: 'skipped', path: message.file, reason: message.reason });
      case 'modules':
        for (const module of message.modules) this.#module(from, module);
        return this.#debugging.tell(from);
      case 'ask':
        return from.send({ type: 'answer', id: message.id });
      case 'stopped':
        return this.#debugging.stopped(from, message);
      case 'resumed':
        return this.#debugging.resumed(from);
      case 'bye':
        from.bye = message.reason;
        this.#store();
        from.send({ type: 'stored' });
        // Nothing else is to be recorded, as far as is known.
        if (this.#connections.size === 1) setImmediate(() => this.#finished || this.#writer.settle());
        return;
      case 'usage':
        if (from.thread === undefined) return;
        return void this.#emit({ kind: 'usage', thread: from.thread, pid: from.pid, usage: message.usage });
      case 'flushed':
      case 'evaluated':
        return;
    }
  }

  #hello(from: Connection, hello: Extract<ToEngine, { type: 'hello' }>): void {
    const isChild = this.#processes.isChild(hello.pid);
    const main = isChild ? basename(hello.program) : 'main';
    const name = `${hello.threadId === 0 ? main : `worker ${hello.threadId}`} (${hello.pid})`;
    from.thread = this.#writer.addThread({ ...hello, name, nodeThread: hello.threadId });
    from.isMain = hello.threadId === 0;
    from.pid = hello.pid;
    this.#processes.addThread(from.thread, hello.pid);
    const { takeProcess } = this.#parts.options;
    if (isChild && takeProcess !== undefined) {
      const child = new ProcessSession(this, hello.pid, hello.program);
      this.#processes.take(child);
      takeProcess(child);
    }
    this.#debugging.tell(from);
    if (this.#mayGo(from)) from.send({ type: 'go' });
    this.#emit({ kind: 'thread', thread: from.thread, name, pid: hello.pid });
  }

  #module(from: Connection, { file, key, base }: AnnouncedModule): void {
    this.#instrumenting.loaded(file);
    const entry = this.#entries.read(key);
    const { thread } = from;
    if (entry === undefined || thread === undefined) {
      if (entry === undefined) this.#entries.discard(key);
      const message = `The instrumentation cache entry of ${file} was broken and is gone from ${this.#parts.debuggee.cacheDirectory}: record again.`;
      this.#emit({ kind: 'trouble', code: 'cache-broken', message });
    } else {
      this.#writer.addModule(thread, { path: file, key, base, table: entry.table, stored: entry.stored });
      const module = { path: file, base, count: entry.table.sites.kind.length, table: entry.table };
      from.modules.push(module);
      this.#launched.add(key);
      this.#compiled.push(usualCodeOf(key, base));
      this.#emit({ kind: 'module', thread, path: file, bound: this.#debugging.boundIn(from, module) });
    }
  }

  #syncLater(millis: number): void {
    this.#syncTimer = setTimeout(() => {
      const before = performance.now();
      if (this.#dirty && !this.#finished) this.#store();
      const took = performance.now() - before;
      if (!this.#finished) this.#syncLater(Math.min(SYNC_MILLIS_AT_MOST, Math.max(SYNC_MILLIS, took / SYNC_SHARE)));
    }, millis).unref();
  }

  #store(): void {
    if (this.#finished) return;
    this.#dirty = false;
    this.#writer.sync();
    this.#emit({ kind: 'synced' });
  }

  #finish(status: ExitStatus): void {
    if (this.#isFinishing) return;
    this.#isFinishing = true;
    clearTimeout(this.#syncTimer);
    clearTimeout(this.#exitTimer);
    for (const connection of this.#connections) connection.deliverAll();
    if (this.#compiled.length === 0 && this.#outside !== undefined) this.#sayNothingRecorded(this.#outside);
    for (const thread of this.#cutOff) this.#lostEnd(thread, status.signal);
    this.#writer.close({ signal: status.signal, cutOff: status.signal === undefined ? [] : this.#cutOff });
    this.#finished = true;
    for (const connection of this.#connections) connection.close();
    this.#parts.endpoint.close();
    this.#instrumenting.end();
    this.#entries.close();
    this.#launched.end();
    if (status.signal === undefined) keepCode(this.#parts.debuggee.cacheDirectory, this.#compiled);
    this.#emit({ kind: 'exit', ...status });
    this.#resolveExit(status);
  }

  #sayNothingRecorded(program: string): void {
    const message = `Nothing of the program is recorded: it lies at ${program}, outside of ${this.#parts.debuggee.workspace}. Record it from its own folder.`;
    this.#emit({ kind: 'trouble', code: 'program-outside', message });
  }

  #lostEnd(thread: ThreadId, signal: string | undefined): void {
    const last = this.#writer.events(thread) - 1;
    if (signal === undefined) this.#writer.addGap(thread, GAP.engineLost, 1);
    const message =
      signal === undefined
        ? `Recording of thread ${thread} ended before the program did: what it did after event ${last} is not recorded.`
        : `${signal} ended the program: what thread ${thread} did in the last moments before, after event ${last}, may not be recorded.`;
    this.#emit({ kind: 'trouble', code: 'connection-lost', message });
  }

  /** False if nobody listens. */
  readonly #emit = (event: SessionEvent): boolean => this.#processes.route(event, this.#listeners);
}
