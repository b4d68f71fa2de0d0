/** The drain worker's socket: frames out with backpressure, control messages in. */
import { Buffer } from 'node:buffer';
import { connect, type Socket } from 'node:net';
import { FRAME, type ToDebuggee, type ToEngine } from '../wire/control.js';

/** Bytes that may wait in the socket before slots are held back. */
const HIGH_WATER = 2 << 20;
const HEADER = 5;

export interface SocketEvents {
  readonly message: (message: ToDebuggee) => void;
  readonly drained: () => void;
  readonly lost: (reason: string) => void;
}

export class EngineSocket {
  readonly #socket: Socket;
  #input: Buffer = Buffer.alloc(0);

  constructor(path: string, events: SocketEvents) {
    this.#socket = connect(path);
    this.#socket.setNoDelay?.(true);
    this.#socket.on('data', (bytes: Buffer) => this.#receive(bytes, events.message));
    this.#socket.on('drain', events.drained);
    this.#socket.on('error', (error) => events.lost(error.message));
    this.#socket.on('close', () => events.lost('it closed the connection'));
  }

  get isBusy(): boolean {
    return this.#socket.writableLength > HIGH_WATER;
  }

  send(message: ToEngine): void {
    this.#frame(FRAME.control, [Buffer.from(JSON.stringify(message), 'utf8')]);
  }

  /** The bytes, a buffer of their own, are gone as soon as they are sent. */
  data(type: typeof FRAME.data | typeof FRAME.zdata, flags: number, bytes: Uint8Array<ArrayBuffer>): void {
    this.#frame(type, [Buffer.of(flags), bytes], () => release(bytes));
  }

  #frame(type: number, parts: readonly Uint8Array[], sent?: () => void): void {
    const head = Buffer.alloc(HEADER);
    head.writeUInt32LE(1 + parts.reduce((sum, part) => sum + part.length, 0), 0);
    head[4] = type;
    this.#socket.cork();
    this.#socket.write(head);
    for (const part of parts) this.#socket.write(part, part === parts.at(-1) ? sent : undefined);
    this.#socket.uncork();
  }

  #receive(bytes: Buffer, message: (message: ToDebuggee) => void): void {
    this.#input = this.#input.length === 0 ? bytes : Buffer.concat([this.#input, bytes]);
    while (this.#input.length >= HEADER) {
      const end = 4 + this.#input.readUInt32LE(0);
      if (this.#input.length < end) return;
      const type = this.#input[4];
      const text = this.#input.toString('utf8', HEADER, end);
      this.#input = this.#input.subarray(end);
      if (type === FRAME.control) message(JSON.parse(text) as ToDebuggee);
    }
  }
}

/** V8 is in no hurry to free memory outside of its heap: 30 MB of a hot program's were segments that had been sent. ES2024; the project's library is older. */
export function release({ buffer }: Uint8Array<ArrayBuffer>): void {
  (buffer as ArrayBuffer & { transfer(length: number): ArrayBuffer }).transfer(0);
}
