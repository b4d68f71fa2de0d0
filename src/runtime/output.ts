/** Records what the program writes to stdout and stderr, at its position; the bytes go out as if we were not here. */
import { Buffer } from 'node:buffer';
import { CELL } from '../wire/ring.js';
import { header, SYSTEM } from '../wire/trace.js';
import { disguise } from './disguise.js';
import { defineProperty, isView, SafeSet, slice, toLowerCase } from './intrinsics.js';
import type { RingWriter } from './ring.js';
import { packText } from './strings.js';
import { captureFailed } from './trouble.js';

const STDOUT = 1;
const STDERR = 2;
/** Units in one event. */
const CHUNK = 8192;

type Stream = NodeJS.WriteStream;
const toText = Buffer.prototype.toString;
const fromText = Buffer.from;

export function recordOutput(ring: RingWriter): void {
  wrapLazily(ring, 'stdout', STDOUT);
  wrapLazily(ring, 'stderr', STDERR);
}

/** process.stdout opens its stream when first read: that must stay the program's doing. */
function wrapLazily(ring: RingWriter, name: 'stdout' | 'stderr', sub: number): void {
  const descriptor = Object.getOwnPropertyDescriptor(process, name);
  const open = descriptor?.get;
  if (descriptor === undefined || open === undefined) return;
  let wrapped: unknown;
  const get = function (this: unknown): unknown {
    const stream = Reflect.apply(open, process, []) as Stream;
    if (stream !== wrapped) {
      wrapped = stream;
      wrapWrite(ring, stream, sub);
    }
    return stream;
  };
  Object.defineProperty(process, name, { ...descriptor, get: disguise(get, open) });
}

function wrapWrite(ring: RingWriter, stream: Stream, sub: number): void {
  const original = stream.write as (...args: unknown[]) => boolean;
  if (typeof original !== 'function') return;
  const write = function (this: unknown, ...args: unknown[]): boolean {
    if (ring.C[CELL.ABANDONED] === 0) record(ring, sub, args[0], args[1]);
    return Reflect.apply(original, this, args);
  };
  disguise(write, original as { name: string; length: number });
  defineProperty(stream, 'write', { __proto__: null, value: write, writable: true, configurable: true });
}

function record(ring: RingWriter, sub: number, chunk: unknown, encoding: unknown): void {
  try {
    const text = textOf(chunk, encoding);
    for (let at = 0; at < text.length; at += CHUNK) {
      const part = text.length <= CHUNK ? text : slice(text, at, at + CHUNK);
      const c = ring.room(3 + ((part.length + 1) >> 1));
      ring.I[c] = header(SYSTEM.output, sub);
      const words = packText(ring.I, c + 2, part, part.length);
      ring.I[c + 1] = 2 + words;
      ring.C[CELL.CURSOR] = c + 2 + words;
    }
  } catch (error) {
    captureFailed(error);
  }
}

const textEncodings: SafeSet<string> = new SafeSet([
  'utf8',
  'utf-8',
  'ascii',
  'latin1',
  'binary',
  'ucs2',
  'ucs-2',
  'utf16le',
  'utf-16le',
]);

function textOf(chunk: unknown, encoding: unknown): string {
  if (typeof chunk === 'string') {
    if (typeof encoding !== 'string' || textEncodings.has(toLowerCase(encoding))) return chunk;
    return Reflect.apply(toText, fromText(chunk, encoding as BufferEncoding), ['utf8']);
  }
  if (!isView(chunk)) return '';
  const bytes = fromText(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength);
  return Reflect.apply(toText, bytes, ['utf8']);
}
