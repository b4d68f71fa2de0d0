/** Frames of the debuggee's socket (wire/control.ts), bounded: what arrives is another process's and may be anything. */
import { DATA_END, FRAME, type ToDebuggee } from '../wire/control.js';

/** A slot of trace is 256 KB; a control message names at most a few thousand breakpoints or a long argument list. */
const MAX_FRAME_BYTES = 16 << 20;
const HEAD_BYTES = 5;

/** The other end does not speak our protocol. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

export type IncomingFrame =
  | { readonly kind: 'control'; readonly message: unknown }
  | { readonly kind: 'data'; readonly words: Int32Array; readonly end: boolean }
  | { readonly kind: 'zdata'; readonly frame: Buffer; readonly end: boolean };

export class FrameParser {
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** Frames that are whole now. Throws {@link ProtocolError}. */
  *push(chunk: Buffer): Generator<IncomingFrame> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    for (;;) {
      if (this.#bytes < HEAD_BYTES) return;
      const length = this.#peek(4).readUInt32LE(0);
      if (length < 1 || length > MAX_FRAME_BYTES) throw new ProtocolError(`frame of ${length} bytes`);
      if (this.#bytes < 4 + length) return;
      const frame = this.#take(4 + length);
      yield parseFrame(frame[4]!, frame.subarray(HEAD_BYTES));
    }
  }

  /** The first bytes, in one buffer. */
  #peek(count: number): Buffer {
    if (this.#chunks[0]!.length < count) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }

  #take(count: number): Buffer {
    if (this.#chunks[0]!.length < count) this.#chunks = [Buffer.concat(this.#chunks)];
    const first = this.#chunks[0]!;
    const rest = first.subarray(count);
    if (rest.length === 0) this.#chunks.shift();
    else this.#chunks[0] = rest;
    this.#bytes -= count;
    return first.subarray(0, count);
  }
}

function parseFrame(type: number, payload: Buffer): IncomingFrame {
  switch (type) {
    case FRAME.control:
      return { kind: 'control', message: parseJson(payload) };
    case FRAME.data:
    case FRAME.zdata: {
      if (payload.length === 0) throw new ProtocolError('data frame without flags');
      const end = (payload[0]! & DATA_END) !== 0;
      const bytes = payload.subarray(1);
      if (type === FRAME.zdata) return { kind: 'zdata', frame: bytes, end };
      if (bytes.length % 4 !== 0) throw new ProtocolError(`data frame of ${bytes.length} bytes`);
      return { kind: 'data', words: alignedWords(bytes), end };
    }
    default:
      throw new ProtocolError(`frame of type ${type}`);
  }
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    throw new ProtocolError('control frame is not JSON');
  }
}

function alignedWords(bytes: Buffer): Int32Array {
  if (bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return new Int32Array(copy.buffer);
}

export function encodeControl(message: ToDebuggee): Buffer {
  const json = Buffer.from(JSON.stringify(message));
  const frame = Buffer.allocUnsafe(HEAD_BYTES + json.length);
  frame.writeUInt32LE(1 + json.length, 0);
  frame[4] = FRAME.control;
  json.copy(frame, HEAD_BYTES);
  return frame;
}
