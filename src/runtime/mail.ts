/**
 * The program's thread's line to the engine, by way of the drain worker: messages out by a port, replies in by the same port, read
 * synchronously. The thread does no I/O and needs no event loop for it.
 */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { InstrumentRequest, ToDebuggee, ToEngine } from '../wire/control.js';
import { CELL } from '../wire/ring.js';
import type { RingWriter } from './ring.js';

const WAIT_MS = 500;

export type Instrumented = Extract<ToDebuggee, { type: 'instrumented' }>;
export type Breakpoints = Extract<ToDebuggee, { type: 'breakpoints' }>;
export type Evaluate = Extract<ToDebuggee, { type: 'evaluate' }>;

export class Mail {
  onBreakpoints: (message: Breakpoints) => void = () => {};
  onEvaluate: (message: Evaluate) => void = () => {};
  readonly #C: Int32Array;
  readonly #port: MessagePort;
  readonly #post: (message: ToEngine) => void;
  #seen = 0;
  #nextRequest = 1;
  /** the last question of {@link ask} that was answered: they are in order */
  #answered = 0;

  constructor(ring: RingWriter, port: MessagePort) {
    this.#C = ring.C;
    this.#port = port;
    this.#post = port.postMessage.bind(port);
  }

  get abandoned(): boolean {
    return Atomics.load(this.#C, CELL.ABANDONED) !== 0;
  }

  post(message: ToEngine): void {
    if (!this.abandoned) this.#post(message);
  }

  /** Undefined if the engine is gone. */
  instrument(request: InstrumentRequest): Instrumented | undefined {
    const id = this.#nextRequest++;
    this.post({ type: 'instrument', id, request });
    return this.#await((message) => message.type === 'instrumented' && message.id === id) as Instrumented | undefined;
  }

  /** Asks the engine to answer when it has acted on everything posted before. */
  ask(): number {
    const id = this.#nextRequest++;
    this.post({ type: 'ask', id });
    return id;
  }

  awaitAnswer(id: number): void {
    if (this.#answered < id) this.#await(() => this.#answered >= id);
  }

  awaitGo(): void {
    this.#await((message) => message.type === 'go');
  }

  /** Has the worker put something in that nobody has read? */
  waiting(): boolean {
    return Atomics.load(this.#C, CELL.MAIL) !== this.#seen;
  }

  /** Acts on what has arrived; replies that nobody waits for any more are dropped. */
  poll(): void {
    if (this.waiting()) this.#await(() => false, false);
  }

  #await(wanted: (message: ToDebuggee) => boolean, wait = true): ToDebuggee | undefined {
    for (;;) {
      const mail = Atomics.load(this.#C, CELL.MAIL);
      for (let got = receiveMessageOnPort(this.#port); got !== undefined; got = receiveMessageOnPort(this.#port)) {
        const message = got.message as ToDebuggee;
        if (message.type === 'breakpoints') this.onBreakpoints(message);
        else if (message.type === 'evaluate') this.onEvaluate(message);
        else {
          if (message.type === 'answer') this.#answered = message.id;
          if (wanted(message)) return message;
        }
      }
      this.#seen = mail;
      if (!wait || this.abandoned) return undefined;
      Atomics.wait(this.#C, CELL.MAIL, mail, WAIT_MS);
    }
  }
}
