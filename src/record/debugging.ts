/**
 * The debugger's live wishes and the program's answers: breakpoints for each thread as it loads its modules, steps, pauses, stops.
 *
 * In: wishes of the session's owner, messages of the threads. Out: control messages to the threads, `stopped` and `resumed` events.
 * A thread that stops where nobody can stand is sent on; nobody is told of it. So is one whose stop nobody hears of.
 */
import { seq, type ThreadId } from '../base/units.js';
import type { TraceWriter } from '../store/writer.js';
import type { EvaluateRequest, ToEngine } from '../wire/control.js';
import { MOVE, type Move, STOP, type StopReason } from '../wire/ring.js';
import { SITE_FLAG } from '../wire/sites.js';
import { headerSite } from '../wire/trace.js';
import type { Connection } from './connection.js';
import type { BoundBreakpoint, BreakpointPlace, ExceptionStops, LiveAnswer, SessionEvent } from './events.js';
import { bind, debuggerSites, fileNames, flagsAt, type LoadedModule } from './modules.js';

const FLUSH_MILLIS = 5000;

/** What stops threads. */
interface Wishes {
  readonly places: readonly BreakpointPlace[];
  readonly exceptions: ExceptionStops;
}

const NO_WISHES: Wishes = { places: [], exceptions: { caught: false, uncaught: false } };

interface DebuggingParts {
  readonly connections: ReadonlySet<Connection>;
  readonly writer: TraceWriter;
  /** everything received is in the file afterwards */
  readonly store: () => void;
  /** false if nobody listens */
  readonly emit: (event: SessionEvent) => boolean;
}

export class Debugging {
  readonly #parts: DebuggingParts;
  #wishes: Wishes = NO_WISHES;
  /** of processes that have their own */
  readonly #ownWishes = new Map<number, Wishes>();
  #isOn: boolean;

  /** `isOn`: threads are told of breakpoints even before any was asked for (`debugger` statements are such). */
  constructor(parts: DebuggingParts, isOn: boolean) {
    this.#parts = parts;
    this.#isOn = isOn;
  }

  /**
   * All breakpoints (replaces the list) of a process that is to have its own, or of all others; answers those in modules that are loaded.
   */
  setBreakpoints(
    places: readonly BreakpointPlace[],
    exceptions: ExceptionStops,
    pid?: number,
  ): readonly BoundBreakpoint[] {
    const wishes = { places, exceptions };
    if (pid === undefined) this.#wishes = wishes;
    else this.#ownWishes.set(pid, wishes);
    this.#isOn = true;
    const bound = new Map<string, BoundBreakpoint>();
    for (const connection of this.#parts.connections) {
      if (this.#wishesOf(connection) !== wishes) continue;
      for (const module of connection.modules)
        for (const b of this.boundIn(connection, module)) bound.set(`${b.id}:${b.line}:${b.column}:${b.path}`, b);
      this.tell(connection);
    }
    return [...bound.values()];
  }

  boundIn(connection: Connection, module: LoadedModule): readonly BoundBreakpoint[] {
    const { places } = this.#wishesOf(connection);
    return bind(module, places).map(({ id, path, line, column }) => ({ id, path, line, column }));
  }

  #wishesOf({ pid }: Connection): Wishes {
    return this.#ownWishes.get(pid) ?? this.#wishes;
  }

  /** A thread, or a module of one, is new, or the wishes are. */
  tell(connection: Connection): void {
    if (!this.#isOn) return;
    const { places, exceptions } = this.#wishesOf(connection);
    const sites = connection.modules.flatMap((m) => [
      ...bind(m, places).flatMap((b) => (b.passed ? [] : b.sites)),
      ...debuggerSites(m),
    ]);
    connection.send({
      type: 'breakpoints',
      sites: [...new Set(sites)],
      files: fileNames(places),
      ...exceptions,
    });
  }

  /** Lets a stopped thread go on; `depth` is the depth of the stop's event. */
  resume(thread: ThreadId, move: Move, depth: number): void {
    for (const connection of this.#parts.connections)
      if (connection.thread === thread) this.#resume(connection, move, depth);
  }

  #resume(connection: Connection, move: Move, depth: number): void {
    connection.lastMove = { move, depth };
    connection.send({ type: 'resume', move, depth });
  }

  pause(meant: (connection: Connection) => boolean): void {
    for (const connection of this.#parts.connections) if (meant(connection)) connection.send({ type: 'pause' });
  }

  /** Runs an expression in a thread that has stopped; what it did is stored. Undefined if the thread is gone. */
  async evaluate(thread: ThreadId, request: EvaluateRequest): Promise<LiveAnswer | undefined> {
    const connection = [...this.#parts.connections].find((c) => c.thread === thread && c.state === 'stopped');
    const outcome = await connection?.evaluate(request);
    if (connection === undefined || outcome === undefined) return undefined;
    await connection.flush(FLUSH_MILLIS);
    this.#parts.store();
    return { outcome, seq: seq(Math.max(0, this.#parts.writer.events(thread) - 1)) };
  }

  /** All that the thread has done has arrived: it stands still, and the message came behind it. Who wants to read it stores it (edge.ts): for a stop that is none that would take longer than all else. */
  stopped(from: Connection, { reason: told, header, depth }: Extract<ToEngine, { type: 'stopped' }>): void {
    const { thread, lastMove } = from;
    if (thread === undefined) return;
    const flags = flagsAt(from.modules, header);
    // No statement to stand on: go on as before, or to the next one there is.
    if (flags & SITE_FLAG.PART && (told === STOP.step || told === STOP.pause)) {
      from.isPausing ||= told === STOP.pause;
      return this.#resume(from, told === STOP.pause ? MOVE.into : lastMove.move, lastMove.depth);
    }
    const reason = told === STOP.step && from.isPausing ? STOP.pause : told;
    from.isPausing = false;
    const breakpointIds = this.#breakpointsAt(from, headerSite(header));
    const atDebugger = reason === STOP.breakpoint && breakpointIds.length === 0 && (flags & SITE_FLAG.DEBUGGER) !== 0;
    const { writer, emit } = this.#parts;
    const step = writer.lastStep(thread);
    const at = reason === STOP.exception || step === undefined ? seq(Math.max(0, writer.events(thread) - 1)) : step;
    from.state = 'stopped';
    const isHeard = emit({
      kind: 'stopped',
      thread,
      seq: at,
      reason: atDebugger ? STOP.debugger : (reason as StopReason),
      depth,
      breakpointIds,
    });
    // The debugger has left while the stop was on its way.
    if (!isHeard) this.#resume(from, MOVE.run, depth);
  }

  #breakpointsAt(connection: Connection, site: number): readonly number[] {
    const { places } = this.#wishesOf(connection);
    return connection.modules
      .filter(({ base, count }) => site >= base && site < base + count)
      .flatMap((m) => bind(m, places))
      .filter((b) => !b.passed && b.sites.includes(site))
      .map((b) => b.id);
  }

  resumed(from: Connection): void {
    // Passing over a place where nobody wants to stand is nobody's business.
    if (from.state === 'running') return;
    from.state = 'running';
    if (from.thread !== undefined) this.#parts.emit({ kind: 'resumed', thread: from.thread });
  }
}
