/**
 * What a request's handler is: a schema for its arguments and what to do with them. A handler returns the response's body; what must come
 * after the response (a move's `stopped` event) goes into `after`.
 */
import * as v from 'valibot';
import { type ThreadId, threadId } from '../base/units.js';
import type { Direction, StepKind } from '../query/api.js';
import type { StepGranularity } from './moves.js';
import type { ReverseStepArguments } from '../wire/panel.js';
import { checked } from './configuration.js';
import type { CustomRequests } from './custom.js';
import type { SessionCore } from './core.js';
import type { Inspection } from './inspection.js';
import type { Lifecycle } from './lifecycle.js';
import type { LiveEvaluation } from './liveEvaluation.js';
import type { LineNumbers } from './lineNumbers.js';
import type { Moves } from './moves.js';
import type { RecordingWatch } from './recordingWatch.js';

export interface RequestContext {
  readonly core: SessionCore;
  readonly lifecycle: Lifecycle;
  readonly moves: Moves;
  readonly watch: RecordingWatch;
  readonly inspection: Inspection;
  readonly live: LiveEvaluation;
  readonly custom: CustomRequests;
  readonly lines: LineNumbers;
  /** runs once the response is on its way */
  readonly after: (work: () => void | Promise<void>) => void;
  readonly event: (event: string) => void;
  /** nobody waits for a request's answer any more */
  readonly cancel: (requestSeq: number) => void;
}

export interface RequestHandler {
  /** answered at once, while earlier requests may still be at work: what ends or interrupts them */
  readonly urgent: boolean;
  /** an object, or a promise of one, is the response's body */
  readonly run: (args: unknown, context: RequestContext) => unknown;
}

/** A part of the catalogue: command and handler. */
export type Requests = readonly (readonly [command: string, handler: RequestHandler])[];

export const integer = v.pipe(v.number(), v.integer());
export const optionalInteger = v.optional(integer);
/** Of frames, or variables. */
export const optionalCount = v.optional(v.pipe(integer, v.minValue(0)));
export const SourceSchema = v.looseObject({
  name: v.optional(v.string()),
  path: v.optional(v.string()),
  sourceReference: optionalInteger,
});
export const ThreadSchema = v.looseObject({ threadId: integer });
export const Any = v.looseObject({});

export function handler<S extends v.GenericSchema>(
  schema: S,
  run: (args: v.InferOutput<S>, context: RequestContext) => unknown,
  urgent = false,
): RequestHandler {
  return {
    urgent,
    run: (args, context) => run(checked(schema, args ?? {}, 'The request is not right'), context),
  };
}

const GranularitySchema = v.picklist(['statement', 'line', 'instruction']);
export const Granularity = v.exactOptional(GranularitySchema);

/** What the protocol calls an instruction is, of a program in a language of expressions, one of these. */
export const stepGranularity = (asked: v.InferOutput<typeof GranularitySchema> = 'statement'): StepGranularity =>
  asked === 'instruction' ? 'expression' : asked;

const MoveSchema = v.object({
  threadId: v.exactOptional(integer),
  granularity: Granularity,
}) satisfies v.GenericSchema<unknown, ReverseStepArguments>;

/**
 * A move of the playhead of a thread that stands still: refused if it does not, else answered first and then done, so that its `stopped`
 * event follows the response.
 */
export function move(
  run: (thread: ThreadId, context: RequestContext, args: v.InferOutput<typeof MoveSchema>) => Promise<void>,
): RequestHandler {
  return handler(MoveSchema, (args, context) => {
    const thread = args.threadId === undefined ? context.core.position().thread : threadId(args.threadId);
    context.core.positionOf(thread);
    context.after(() => run(thread, context, args));
  });
}

export const stepping = (kind: StepKind, direction: Direction): RequestHandler =>
  move((thread, { moves }, { granularity }) =>
    moves.step(thread, { kind, direction, granularity: stepGranularity(granularity) }),
  );
