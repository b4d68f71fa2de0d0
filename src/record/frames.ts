/** Frames of the debuggee's socket (wire/control.ts), bounded: what arrives is another process's and may be anything. */
import { DATA_END, FRAME, type ToDebuggee } from '../wire/control.js';
import { FrameMemory, type Piece } from './frameMemory.js';

/** A slot of trace is 256 KB; a control message names at most a few thousand breakpoints or a long argument list. */
const MAX_FRAME_BYTES = 16 << 20;
const HEAD_BYTES = 5;
const FLAGS_AT = 3;

/** The other end does not speak our protocol. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

export type DataFrame =
  | { readonly kind: 'data'; readonly words: Int32Array; readonly end: boolean }
  /** `release`: nobody looks at the bytes of `frame` any more */
  | { readonly kind: 'zdata'; readonly frame: Buffer; readonly end: boolean; readonly release: () => void };

export type IncomingFrame = DataFrame | { readonly kind: 'control'; readonly message: unknown };

export class FrameParser {
  readonly #memory = new FrameMemory();
  readonly #head = Buffer.alloc(HEAD_BYTES);
  /** bytes of the head that have arrived */
  #headFilled = 0;
  /** of the frame that arrives now, once its head is there: in memory of its own, since what arrived with it is worth nothing any more */
  #payload: Piece | undefined;
  #filled = 0;

  /** Frames that are whole now. Throws {@link ProtocolError}. */
  *push(chunk: Buffer): Generator<IncomingFrame> {
    for (let at = 0; at < chunk.length; ) {
      if (this.#headFilled < HEAD_BYTES) {
        const count = chunk.copy(this.#head, this.#headFilled, at);
        at += count;
        this.#headFilled += count;
        if (this.#headFilled < HEAD_BYTES) return;
        const length = this.#head.readUInt32LE(0);
        if (length < 1 || length > MAX_FRAME_BYTES) throw new ProtocolError(`frame of ${length} bytes`);
        this.#payload = this.#head[4] === FRAME.zdata ? this.#memory.take(length - 1) : roomFor(length - 1);
        this.#filled = 0;
      }
      const payload = this.#payload!;
      const count = chunk.copy(payload.bytes, this.#filled, at);
      at += count;
      this.#filled += count;
      if (this.#filled < payload.bytes.length) return;
      this.#payload = undefined;
      this.#headFilled = 0;
      yield parseFrame(this.#head[4]!, payload);
    }
  }
}

/** The words of a data frame, which begin behind one byte of flags, are aligned. */
const roomFor = (length: number): Piece => ({
  bytes: Buffer.allocUnsafe(FLAGS_AT + length).subarray(FLAGS_AT),
  release: () => {},
});

function parseFrame(type: number, { bytes: payload, release }: Piece): IncomingFrame {
  switch (type) {
    case FRAME.control:
      return { kind: 'control', message: parseJson(payload) };
    case FRAME.data:
    case FRAME.zdata: {
      if (payload.length === 0) throw new ProtocolError('data frame without flags');
      const end = (payload[0]! & DATA_END) !== 0;
      const bytes = payload.subarray(1);
      if (type === FRAME.zdata) return { kind: 'zdata', frame: bytes, end, release };
      if (bytes.length % 4 !== 0) throw new ProtocolError(`data frame of ${bytes.length} bytes`);
      return { kind: 'data', words: new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), end };
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

export function encodeControl(message: ToDebuggee): Buffer {
  const json = Buffer.from(JSON.stringify(message));
  const frame = Buffer.allocUnsafe(HEAD_BYTES + json.length);
  frame.writeUInt32LE(1 + json.length, 0);
  frame[4] = FRAME.control;
  json.copy(frame, HEAD_BYTES);
  return frame;
}
