/** Checks what a debuggee sends before anything believes it. */
import * as v from 'valibot';
import type { ToEngine } from '../wire/control.js';
import { ProtocolError } from './frames.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const word = v.pipe(v.number(), v.integer());
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{16,64}$/));

const schema = v.variant('type', [
  v.object({
    type: v.literal('hello'),
    pid: count,
    threadId: count,
    node: v.string(),
    argv: v.array(v.string()),
    cwd: v.string(),
    program: v.string(),
  }),
  v.object({
    type: v.literal('instrument'),
    id: count,
    request: v.object({
      file: v.string(),
      format: v.picklist(['module', 'commonjs']),
      key,
      probes: v.boolean(),
      source: v.optional(v.string()),
      carried: v.optional(v.boolean()),
    }),
  }),
  v.object({ type: v.literal('skipped'), file: v.string(), reason: v.string() }),
  v.object({
    type: v.literal('modules'),
    modules: v.array(v.object({ file: v.string(), key, base: count, count })),
  }),
  v.object({ type: v.literal('ask'), id: count }),
  v.object({
    type: v.literal('stopped'),
    reason: count,
    header: v.pipe(v.number(), v.integer()),
    depth: v.pipe(v.number(), v.integer()),
  }),
  v.object({ type: v.literal('resumed') }),
  v.object({
    type: v.literal('usage'),
    usage: v.object({ atMillis: v.number(), cpuMicros: count, sendingMicros: v.nullable(count), memoryBytes: count }),
  }),
  v.object({
    type: v.literal('evaluated'),
    id: count,
    outcome: v.union([
      v.object({ ok: v.literal(true), tag: count, low: word, high: word }),
      v.object({ ok: v.literal(false), message: v.string() }),
    ]),
  }),
  v.object({ type: v.literal('flushed'), id: count }),
  v.object({ type: v.literal('bye'), reason: v.picklist(['exit', 'signal']), signal: v.exactOptional(v.string()) }),
]);

export function checkMessage(message: unknown): ToEngine {
  const result = v.safeParse(schema, message);
  if (result.success) return result.output as ToEngine;
  throw new ProtocolError(`message from the program: ${result.issues[0].message}`);
}
