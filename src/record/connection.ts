/**
 * One recorded thread's end of the line: frames in, checked messages and words out; control messages back.
 * A frame that cannot be understood closes this connection, and nothing else: the debuggee goes on unrecorded.
 */
import type { Socket } from 'node:net';
import type { ThreadId } from '../base/units.js';
import type { EvaluateRequest, LiveOutcome, ToDebuggee, ToEngine } from '../wire/control.js';
import type { Move } from '../wire/ring.js';
import { encodeControl, FrameParser, type IncomingFrame } from './frames.js';
import { type Backlog, type DeliveredData, type DeliveredFrame, Incoming } from './incoming.js';
import { checkMessage } from './messages.js';
import type { LoadedModule } from './modules.js';

export interface ConnectionEvents {
  readonly message: (from: Connection, message: ToEngine) => void;
  readonly data: (from: Connection, frame: DeliveredData) => void;
  readonly closed: (from: Connection, problem: Error | undefined) => void;
}

/**
 * Messages that say nothing about how far the program is: they do not wait for the data before them to be stored, since the program may be waiting for an
 * answer. Each comes in time for the data behind it.
 */
const UNORDERED: ReadonlySet<ToEngine['type']> = new Set(['hello', 'instrument', 'skipped', 'modules', 'ask', 'usage']);

/** A `flush` that the thread has been sent. */
interface Flush {
  /** nothing else is to come before it is done */
  readonly answered: () => void;
  readonly done: () => void;
}

/** What the program's thread does, as far as anybody was told. */
export type LiveState = 'running' | 'stopped';

export class Connection {
  /** undefined until the thread said hello */
  thread: ThreadId | undefined;
  /** stopped: listeners were told of the stop */
  state: LiveState = 'running';
  /** what the thread was last told to do, repeated when it stops where nobody wants to stop */
  lastMove: { readonly move: Move; readonly depth: number } = { move: 0, depth: 0 };
  /** of its process */
  pid = 0;
  /** of a process's main thread, which says good-bye before it ends */
  isMain = false;
  /** why it has */
  bye: Extract<ToEngine, { type: 'bye' }>['reason'] | undefined;
  /** a pause found the program where it cannot stand, and holds at the next statement */
  isPausing = false;
  readonly modules: LoadedModule[] = [];
  readonly #socket: Socket;
  readonly #incoming: Incoming;
  readonly #events: ConnectionEvents;
  readonly #flushes = new Map<number, Flush>();
  readonly #evaluations = new Map<number, (outcome: LiveOutcome | undefined) => void>();
  #nextId = 1;
  #closed = false;
  /** closed, and everything that arrived was delivered */
  #isOver = false;

  constructor(socket: Socket, backlog: Backlog, events: ConnectionEvents) {
    this.#socket = socket;
    this.#events = events;
    const parser = new FrameParser();
    let problem: Error | undefined;
    const refuse = (error: unknown): void => {
      problem ??= error instanceof Error ? error : new Error(String(error));
      socket.destroy();
    };
    let isUnderstood = true;
    this.#incoming = new Incoming((frame) => {
      if (!isUnderstood) return;
      try {
        this.#dispatch(frame);
      } catch (error) {
        isUnderstood = false;
        refuse(error);
      }
      if (socket.isPaused() && !this.#incoming.isFull) socket.resume();
    }, backlog);
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const frame of parser.push(chunk)) this.#arrived(frame);
      } catch (error) {
        refuse(error);
      }
      if (this.#incoming.isFull) socket.pause();
    });
    socket.on('error', () => {
      // `close` follows: a debuggee that dies resets its connection.
    });
    socket.on('close', () => {
      this.#closed = true;
      for (const { answered } of this.#flushes.values()) answered();
      this.#incoming.whenEmpty(() => {
        this.#isOver = true;
        this.#incoming.close();
        for (const { done } of this.#flushes.values()) done();
        this.#flushes.clear();
        for (const answered of this.#evaluations.values()) answered(undefined);
        this.#evaluations.clear();
        events.closed(this, problem);
      });
    });
  }

  send(message: ToDebuggee): void {
    if (!this.#closed && this.#socket.writable) this.#socket.write(encodeControl(message));
  }

  /** Resolves when everything the thread had written was delivered, or the connection is gone, or it does not answer in time. */
  flush(limitMillis: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#flushes.delete(id);
        resolve();
      };
      const timer = setTimeout(done, limitMillis);
      this.#flushes.set(id, { answered: () => clearTimeout(timer), done });
      if (this.#closed) clearTimeout(timer);
      else this.send({ type: 'flush', id });
    });
  }

  /** Undefined if the connection is gone before the program answers. */
  evaluate(request: EvaluateRequest): Promise<LiveOutcome | undefined> {
    if (this.#closed) return Promise.resolve(undefined);
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#evaluations.set(id, resolve);
      this.send({ type: 'evaluate', id, request });
    });
  }

  /** Events hear now of all that has arrived. */
  deliverAll(): void {
    this.#incoming.deliverAll();
  }

  close(): void {
    this.#socket.destroy();
  }

  #arrived(frame: IncomingFrame): void {
    if (frame.kind !== 'control') return this.#incoming.push(frame);
    const message = checkMessage(frame.message);
    if (UNORDERED.has(message.type)) return this.#events.message(this, message);
    if (message.type === 'flushed') this.#flushes.get(message.id)?.answered();
    this.#incoming.push({ kind: 'control', message });
  }

  #dispatch(frame: DeliveredFrame): void {
    if (frame.kind !== 'control') return this.#events.data(this, frame);
    const { message } = frame;
    if (message.type === 'flushed') this.#flushes.get(message.id)?.done();
    else if (message.type === 'evaluated') {
      this.#evaluations.get(message.id)?.(message.outcome);
      this.#evaluations.delete(message.id);
    } else this.#events.message(this, message);
  }
}
