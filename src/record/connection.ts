/**
 * One recorded thread's end of the line: frames in, checked messages and words out; control messages back.
 * A frame that cannot be understood closes this connection, and nothing else: the debuggee goes on unrecorded.
 */
import type { Socket } from 'node:net';
import type { ThreadId } from '../base/units.js';
import type { EvaluateRequest, LiveOutcome, ToDebuggee, ToEngine } from '../wire/control.js';
import type { Move } from '../wire/ring.js';
import { encodeControl, FrameParser } from './frames.js';
import { type DeliveredFrame, Incoming } from './incoming.js';
import { checkMessage } from './messages.js';
import type { LoadedModule } from './modules.js';

export interface ConnectionEvents {
  readonly message: (from: Connection, message: ToEngine) => void;
  readonly data: (from: Connection, frame: Exclude<DeliveredFrame, { kind: 'control' }>) => void;
  readonly closed: (from: Connection, problem: Error | undefined) => void;
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
  hasSaidBye = false;
  /** a pause found the program where it cannot stand, and holds at the next statement */
  isPausing = false;
  readonly modules: LoadedModule[] = [];
  readonly #socket: Socket;
  readonly #incoming: Incoming;
  readonly #flushes = new Map<number, () => void>();
  readonly #evaluations = new Map<number, (outcome: LiveOutcome | undefined) => void>();
  #nextId = 1;
  #closed = false;

  constructor(socket: Socket, events: ConnectionEvents) {
    this.#socket = socket;
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
        this.#dispatch(frame, events);
      } catch (error) {
        isUnderstood = false;
        refuse(error);
      }
      if (socket.isPaused() && !this.#incoming.isFull) socket.resume();
    });
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const frame of parser.push(chunk)) this.#incoming.push(frame);
      } catch (error) {
        refuse(error);
      }
      if (this.#incoming.isFull) socket.pause();
    });
    socket.on('error', () => {
      // `close` follows: a debuggee that dies resets its connection.
    });
    socket.on('close', () => {
      this.#incoming.deliverAll();
      this.#incoming.close();
      this.#closed = true;
      for (const done of this.#flushes.values()) done();
      this.#flushes.clear();
      for (const answered of this.#evaluations.values()) answered(undefined);
      this.#evaluations.clear();
      events.closed(this, problem);
    });
  }

  send(message: ToDebuggee): void {
    if (!this.#closed && this.#socket.writable) this.#socket.write(encodeControl(message));
  }

  /** Resolves when everything the thread had written was received, or the connection is gone, or it does not answer in time. */
  flush(limitMillis: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(done, limitMillis);
      const flushes = this.#flushes;
      function done(): void {
        clearTimeout(timer);
        flushes.delete(id);
        resolve();
      }
      flushes.set(id, done);
      this.send({ type: 'flush', id });
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

  #dispatch(frame: DeliveredFrame, events: ConnectionEvents): void {
    if (frame.kind !== 'control') return events.data(this, frame);
    const message = checkMessage(frame.message);
    if (message.type === 'flushed') this.#flushes.get(message.id)?.();
    else if (message.type === 'evaluated') {
      this.#evaluations.get(message.id)?.(message.outcome);
      this.#evaluations.delete(message.id);
    } else events.message(this, message);
  }
}
