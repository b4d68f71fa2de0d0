/** The catalogue of requests: for each command, what its arguments must look like and what it does. */
import * as v from 'valibot';
import { threadId } from '../base/units.js';
import { BREAKPOINT_REQUESTS } from './breakpointRequests.js';
import { capabilitiesFor } from './capabilities.js';
import { parseAttach, parseLaunch } from './configuration.js';
import { OWN_REQUESTS } from './ownRequests.js';
import {
  Any,
  Granularity,
  stepGranularity,
  handler,
  integer,
  move,
  optionalCount,
  optionalInteger,
  type RequestHandler,
  SourceSchema,
  stepping,
  ThreadSchema,
} from './requestHandler.js';

const Format = v.optional(v.looseObject({ hex: v.optional(v.boolean()) }));

export const REQUESTS: ReadonlyMap<string, RequestHandler> = new Map<string, RequestHandler>([
  ...BREAKPOINT_REQUESTS,
  ...OWN_REQUESTS,
  [
    'initialize',
    handler(
      v.looseObject({
        clientID: v.optional(v.string()),
        linesStartAt1: v.optional(v.boolean()),
        columnsStartAt1: v.optional(v.boolean()),
        pathFormat: v.optional(v.literal('path', 'only native paths are supported')),
        supportsInvalidatedEvent: v.optional(v.boolean()),
        supportsStartDebuggingRequest: v.optional(v.boolean()),
        supportsProgressReporting: v.optional(v.boolean()),
      }),
      (args, { core, lines, after, event }) => {
        core.hearsInvalidated = args.supportsInvalidatedEvent ?? false;
        core.startsSessions = args.supportsStartDebuggingRequest ?? false;
        core.progress.isHeard = args.supportsProgressReporting ?? false;
        lines.set({ line: args.linesStartAt1 ?? true, column: args.columnsStartAt1 ?? true });
        after(() => event('initialized'));
        return capabilitiesFor(args.clientID);
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
      (args, { lifecycle }) => lifecycle.disconnect(args.terminateDebuggee),
      true,
    ),
  ],
  [
    'cancel',
    handler(
      v.looseObject({ requestId: optionalInteger, progressId: v.optional(v.string()) }),
      ({ requestId, progressId }, { core, cancel }) => {
        if (progressId !== undefined) core.progress.cancel(progressId);
        if (requestId !== undefined) cancel(requestId);
      },
      true,
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
  [
    'stepIn',
    handler(
      v.looseObject({ threadId: integer, granularity: Granularity, targetId: optionalInteger }),
      (args, context) => {
        const { inspection, moves, core, after } = context;
        const thread = threadId(args.threadId);
        core.positionOf(thread);
        const target = args.targetId === undefined ? undefined : inspection.stepTargets.target(args.targetId);
        const granularity = stepGranularity(args.granularity);
        after(() =>
          target === undefined
            ? moves.step(thread, { kind: 'into', direction: 'forward', granularity })
            : moves.stepIntoCall(thread, target),
        );
      },
    ),
  ],
  [
    'stepInTargets',
    handler(v.looseObject({ frameId: integer }), async ({ frameId }, { core, inspection }) => ({
      targets: await inspection.stepTargets.of(core.recording(), core.handles.frame(frameId)),
    })),
  ],
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
      (args, { inspection, lines }) => ({ targets: inspection.gotoTargets(lines.argsFromClient(args)) }),
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
      v.looseObject({ threadId: integer, startFrame: optionalCount, levels: optionalCount }),
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
        start: optionalCount,
        count: optionalCount,
        format: Format,
      }),
      (args, { live }) => live.variables(args),
    ),
  ],
  [
    'setVariable',
    handler(
      v.looseObject({ variablesReference: integer, name: v.string(), value: v.string(), format: Format }),
      (args, { live }) => live.setVariable(args),
    ),
  ],
  [
    'setExpression',
    handler(
      v.looseObject({ expression: v.string(), value: v.string(), frameId: optionalInteger, format: Format }),
      (args, { live }) => live.setExpression(args),
    ),
  ],
  [
    'evaluate',
    handler(
      v.looseObject({
        expression: v.string(),
        frameId: optionalInteger,
        context: v.optional(v.string()),
        format: Format,
      }),
      (args, { inspection, live }) => (args.context === 'repl' ? live.evaluate(args) : inspection.evaluate(args)),
    ),
  ],
  [
    'completions',
    handler(
      v.looseObject({ text: v.string(), column: integer, line: optionalInteger, frameId: optionalInteger }),
      (args, { inspection, lines }) =>
        inspection.completions(lines.argsFromClient({ ...args, line: args.line ?? lines.firstLine })),
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
]);
