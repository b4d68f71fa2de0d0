/** Requests that say where to stop. */
import * as v from 'valibot';
import type { SessionCore } from './core.js';
import { ExceptionFilters } from './exceptionFilters.js';
import {
  handler,
  integer,
  optionalInteger,
  type RequestContext,
  type Requests,
  SourceSchema,
} from './requestHandler.js';

const conditions = {
  condition: v.optional(v.string()),
  hitCondition: v.optional(v.string()),
  logMessage: v.optional(v.string()),
};

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

export const BREAKPOINT_REQUESTS: Requests = [
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
      ({ source: { path = '', sourceReference = 0 }, breakpoints }, context) => {
        const isRecorded = sourceReference > 0;
        const { line: fromLine, column: fromColumn } = context.lines.fromClient;
        const wanted = breakpoints.map(({ line, column, condition, hitCondition, logMessage }) => ({
          wanted: {
            kind: 'line' as const,
            path,
            line: fromLine(line),
            column: column === undefined ? undefined : fromColumn(column),
            isRecorded,
          },
          condition,
          hitCondition,
          logMessage,
        }));
        return setBreakpoints({ path, isRecorded }, wanted, context);
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
      ({ filters, filterOptions }, { core, watch }) => {
        const options = filterOptions.map(({ filterId, condition }) => ({ id: filterId, condition }));
        const wanted = new ExceptionFilters([...filters.map((id) => ({ id })), ...options]);
        const recording = core.openedRecording();
        if (recording !== undefined && wanted.events.size > core.exceptions.events.size) watch.skip(recording);
        core.setExceptions(wanted);
        watch.update();
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
      (args, { inspection, lines }) => ({ breakpoints: inspection.breakpointLocations(lines.argsFromClient(args)) }),
    ),
  ],
];
