/**
 * The catalogue of requests: for each command, what its arguments must look like and what it does. A handler returns the response's body;
 * what must come after the response (a move's `stopped` event) goes into `after`.
 */
import * as v from 'valibot';
import { type ThreadId, threadId } from '../base/units.js';
import type { Direction, StepKind } from '../query/api.js';
import { CAPABILITIES } from './capabilities.js';
import { checked, parseAttach, parseLaunch } from './configuration.js';
import {
  type CustomRequests,
  EventsSchema,
  GotoSchema,
  HistorySchema,
  ReverseStepSchema,
  RunBackSchema,
  WhoWroteSchema,
} from './custom.js';
import type { SessionCore } from './core.js';
import { ExceptionFilters } from './exceptionFilters.js';
import type { Inspection } from './inspection.js';
import type { Lifecycle } from './lifecycle.js';
import type { LineNumbers } from './lineNumbers.js';
import type { Moves } from './moves.js';
import type { RecordingWatch } from './recordingWatch.js';

export interface RequestContext {
  readonly core: SessionCore;
  readonly lifecycle: Lifecycle;
  readonly moves: Moves;
  readonly watch: RecordingWatch;
  readonly inspection: Inspection;
  readonly custom: CustomRequests;
  readonly lines: LineNumbers;
  /** runs once the response is on its way */
  readonly after: (work: () => void | Promise<void>) => void;
  readonly event: (event: string) => void;
}

export interface RequestHandler {
  /** answered at once, while earlier requests may still be at work: what ends or interrupts them */
  readonly urgent: boolean;
  /** an object, or a promise of one, is the response's body */
  readonly run: (args: unknown, context: RequestContext) => unknown;
}

const integer = v.pipe(v.number(), v.integer());
const optionalInteger = v.optional(integer);
const SourceSchema = v.looseObject({
  name: v.optional(v.string()),
  path: v.optional(v.string()),
  sourceReference: optionalInteger,
});
const ThreadSchema = v.looseObject({ threadId: integer });
const conditions = {
  condition: v.optional(v.string()),
  hitCondition: v.optional(v.string()),
  logMessage: v.optional(v.string()),
};

function handler<S extends v.GenericSchema>(
  schema: S,
  run: (args: v.InferOutput<S>, context: RequestContext) => unknown,
  urgent = false,
): RequestHandler {
  return {
    urgent,
    run: (args, context) => run(checked(schema, args ?? {}, 'The request is not right'), context),
  };
}

/**
 * A move of the playhead of a thread that stands still: refused if it does not, else answered first and then done, so that its `stopped`
 * event follows the response.
 */
function move(run: (thread: ThreadId, context: RequestContext) => Promise<void>): RequestHandler {
  return handler(ReverseStepSchema, (args, context) => {
    const thread = args.threadId === undefined ? context.core.position().thread : threadId(args.threadId);
    context.core.positionOf(thread);
    context.after(() => run(thread, context));
  });
}

const stepping = (kind: StepKind, direction: Direction): RequestHandler =>
  move((thread, { moves }) => moves.step(thread, kind, direction));

/** Logpoints print what is recorded once the response is on its way. */
function setBreakpoints(
  list: Parameters<SessionCore['setBreakpoints']>[0],
  wanted: Parameters<SessionCore['setBreakpoints']>[1],
  { core, watch, after }: RequestContext,
): object {
  after(() => {
    watch.update();
    void watch.look();
  });
  return { breakpoints: core.setBreakpoints(list, wanted).map((breakpoint) => core.dapBreakpoint(breakpoint)) };
}

const Any = v.looseObject({});

export const REQUESTS: ReadonlyMap<string, RequestHandler> = new Map<string, RequestHandler>([
  [
    'initialize',
    handler(
      v.looseObject({
        linesStartAt1: v.optional(v.boolean()),
        columnsStartAt1: v.optional(v.boolean()),
        pathFormat: v.optional(v.literal('path', 'only native paths are supported')),
      }),
      (args, { lines, after, event }) => {
        lines.set({ line: args.linesStartAt1 ?? true, column: args.columnsStartAt1 ?? true });
        after(() => event('initialized'));
        return CAPABILITIES;
      },
    ),
  ],
  ['launch', handler(Any, (args, { lifecycle }) => lifecycle.launch(parseLaunch(args)))],
  ['attach', handler(Any, (args, { lifecycle }) => lifecycle.attach(parseAttach(args)))],
  ['configurationDone', handler(Any, (_, { lifecycle, after }) => after(() => lifecycle.configured()))],
  [
    'restart',
    handler(
      v.looseObject({ arguments: v.optional(v.looseObject({ request: v.optional(v.string()) })) }),
      (args, { lifecycle, after }) => {
        const launch = args.arguments?.request === 'launch' ? parseLaunch(args.arguments) : undefined;
        after(() => lifecycle.restart(launch));
      },
    ),
  ],
  ['terminate', handler(Any, (_, { lifecycle, after }) => after(() => lifecycle.terminate()), true)],
  [
    'disconnect',
    handler(
      v.looseObject({ terminateDebuggee: v.optional(v.boolean()) }),
      (args, { lifecycle }) => lifecycle.disconnect(args.terminateDebuggee === false),
      true,
    ),
  ],
  [
    'setBreakpoints',
    handler(
      v.looseObject({
        source: SourceSchema,
        breakpoints: v.optional(
          v.array(
            v.looseObject({
              line: integer,
              column: optionalInteger,
              ...conditions,
            }),
          ),
          [],
        ),
      }),
      ({ source: { path = '' }, breakpoints }, context) => {
        const { line: fromLine, column: fromColumn } = context.lines.fromClient;
        const wanted = breakpoints.map(({ line, column, condition, hitCondition, logMessage }) => ({
          wanted: {
            kind: 'line' as const,
            path,
            line: fromLine(line),
            column: column === undefined ? undefined : fromColumn(column),
          },
          condition,
          hitCondition,
          logMessage,
        }));
        return setBreakpoints({ path }, wanted, context);
      },
    ),
  ],
  [
    'setFunctionBreakpoints',
    handler(
      v.looseObject({ breakpoints: v.array(v.looseObject({ name: v.string(), ...conditions })) }),
      ({ breakpoints }, context) => {
        const wanted = breakpoints.map(({ name, condition, hitCondition }) => ({
          wanted: { kind: 'function' as const, name: name.trim() },
          condition,
          hitCondition,
        }));
        return setBreakpoints('functions', wanted, context);
      },
    ),
  ],
  [
    'dataBreakpointInfo',
    handler(
      v.looseObject({ variablesReference: optionalInteger, name: v.string(), frameId: optionalInteger }),
      (args, { inspection }) => inspection.dataBreakpointInfo(args),
    ),
  ],
  [
    'setDataBreakpoints',
    handler(
      v.looseObject({ breakpoints: v.array(v.looseObject({ dataId: v.string(), ...conditions })) }),
      ({ breakpoints }, context) => {
        const recording = context.core.recordingIfAny();
        if (recording !== undefined && context.core.breakpoints.data().length === 0) context.watch.skip(recording);
        const wanted = breakpoints.map(({ dataId, condition, hitCondition }) => ({
          wanted: { kind: 'data' as const, dataId },
          condition,
          hitCondition,
        }));
        return setBreakpoints('data', wanted, context);
      },
    ),
  ],
  [
    'setExceptionBreakpoints',
    handler(
      v.looseObject({
        filters: v.array(v.string()),
        filterOptions: v.optional(
          v.array(v.looseObject({ filterId: v.string(), condition: v.optional(v.string()) })),
          [],
        ),
      }),
      ({ filters, filterOptions }, { core }) => {
        const options = filterOptions.map(({ filterId, condition }) => ({ id: filterId, condition }));
        const wanted = new ExceptionFilters([...filters.map((id) => ({ id })), ...options]);
        core.setExceptions(wanted);
        return { breakpoints: wanted.bodies() };
      },
    ),
  ],
  [
    'breakpointLocations',
    handler(
      v.looseObject({
        source: SourceSchema,
        line: integer,
        column: optionalInteger,
        endLine: optionalInteger,
        endColumn: optionalInteger,
      }),
      (args, { inspection, lines }) => ({ breakpoints: inspection.breakpointLocations(lines.rangeFromClient(args)) }),
    ),
  ],
  ['threads', handler(Any, (_, { core }) => ({ threads: core.threads() }))],
  [
    'continue',
    handler(ThreadSchema, ({ threadId: thread }, { moves, after }) => {
      after(() => moves.continue(threadId(thread)));
      return { allThreadsContinued: true };
    }),
  ],
  ['next', stepping('over', 'forward')],
  ['stepIn', stepping('into', 'forward')],
  ['stepOut', stepping('out', 'forward')],
  ['stepBack', stepping('over', 'backward')],
  ['reverseContinue', move((thread, { moves }) => moves.reverseContinue(thread))],
  [
    'restartFrame',
    handler(v.looseObject({ frameId: integer }), ({ frameId }, { inspection, moves, after }) => {
      const at = inspection.entryOf(frameId);
      after(() => moves.goto(at, 'restart'));
    }),
  ],
  [
    'gotoTargets',
    handler(
      v.looseObject({ source: SourceSchema, line: integer, column: optionalInteger }),
      (args, { inspection, lines }) => ({ targets: inspection.gotoTargets(lines.rangeFromClient(args)) }),
    ),
  ],
  [
    'goto',
    handler(v.looseObject({ threadId: integer, targetId: integer }), ({ targetId }, { inspection, moves, after }) => {
      const at = inspection.target(targetId);
      after(() => moves.goto(at));
    }),
  ],
  [
    'pause',
    handler(
      v.looseObject({ threadId: optionalInteger }),
      (_, { moves, after }) => after(() => moves.pause(undefined)),
      true,
    ),
  ],
  [
    'stackTrace',
    handler(
      v.looseObject({ threadId: integer, startFrame: optionalInteger, levels: optionalInteger }),
      (args, { inspection }) => inspection.stackTrace(args),
    ),
  ],
  [
    'locations',
    handler(v.looseObject({ locationReference: integer }), ({ locationReference }, { inspection }) =>
      inspection.location(locationReference),
    ),
  ],
  ['scopes', handler(v.looseObject({ frameId: integer }), ({ frameId }, { inspection }) => inspection.scopes(frameId))],
  [
    'variables',
    handler(
      v.looseObject({
        variablesReference: integer,
        filter: v.optional(v.picklist(['named', 'indexed'])),
        start: optionalInteger,
        count: optionalInteger,
      }),
      (args, { inspection }) => inspection.variables(args),
    ),
  ],
  [
    'setVariable',
    handler(v.looseObject({ name: v.string() }), ({ name }, { inspection }) => inspection.refuseChange(name)),
  ],
  [
    'setExpression',
    handler(v.looseObject({ expression: v.string() }), ({ expression }, { inspection }) =>
      inspection.refuseChange(expression),
    ),
  ],
  [
    'evaluate',
    handler(
      v.looseObject({ expression: v.string(), frameId: optionalInteger, context: v.optional(v.string()) }),
      (args, { inspection }) => inspection.evaluate(args),
    ),
  ],
  ['exceptionInfo', handler(ThreadSchema, ({ threadId: thread }, { inspection }) => inspection.exceptionInfo(thread))],
  [
    'source',
    handler(
      v.looseObject({ sourceReference: v.optional(integer, 0), source: v.optional(SourceSchema) }),
      (args, { inspection }) => inspection.source(args),
    ),
  ],
  ['loadedSources', handler(Any, (_, { inspection }) => inspection.loadedSources())],
  ['elixirscope/stepBackInto', stepping('into', 'backward')],
  ['elixirscope/stepBackOut', stepping('out', 'backward')],
  [
    'elixirscope/runBackTo',
    handler(RunBackSchema, (args, { core, inspection, lines, moves, after }) => {
      const limit = inspection.lastExecution(lines.rangeFromClient(args));
      after(() => moves.runBackTo(core.position().thread, limit));
    }),
  ],
  [
    'elixirscope/whoWrote',
    handler(WhoWroteSchema, (args, { custom, inspection, moves, after }) => {
      const found = inspection.whoWrote(args);
      after(() => moves.gotoWrite(found));
      return custom.written(found);
    }),
  ],
  [
    'elixirscope/origins',
    handler(WhoWroteSchema, (args, { custom, inspection }) => custom.origins(inspection.named(args))),
  ],
  [
    'elixirscope/goto',
    handler(GotoSchema, (args, { custom, moves, after }) => {
      const at = custom.resolve(args);
      after(() => moves.goto(at));
    }),
  ],
  ['elixirscope/position', handler(Any, (_, { custom }) => custom.position())],
  ['elixirscope/history', handler(HistorySchema, (args, { custom }) => custom.history(args))],
  ['elixirscope/events', handler(EventsSchema, (args, { custom }) => custom.events(args))],
  ['elixirscope/status', handler(Any, (_, { custom }) => custom.status())],
]);
