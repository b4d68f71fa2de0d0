/** Requests that the protocol lacks, `elixirscope/<verb>`. */
import { around } from './around.js';
import { callsOf, callTree } from './calls.js';
import { comparedMoments } from './comparedMoments.js';
import { compareRuns } from './compareRuns.js';
import {
  AroundSchema,
  ComparedSchema,
  CompareRunsSchema,
  CallsSchema,
  CallTreeSchema,
  OutputSchema,
  SearchSchema,
  CoverageSchema,
  DashboardSchema,
  DurationsSchema,
  InlineValuesSchema,
  EventsSchema,
  FocusSchema,
  GotoSchema,
  HistorySchema,
  QueryExportSchema,
  QuerySchema,
  QueryTermsSchema,
  RunBackSchema,
  StateDiffSchema,
  StateSchema,
  TimelineSchema,
  WhoWroteSchema,
  WhyNotSchema,
  WritesSchema,
  ScheduledSchema,
} from './custom.js';
import { dashboard } from './dashboard.js';
import { inlineValues } from './inlineValues.js';
import { printed } from './printed.js';
import { query, queryChoices, queryExport, queryTerms } from './query.js';
import { search } from './search.js';
import type { Position } from '../query/api.js';
import type { WritesBody } from '../wire/stateDiff.js';
import { inOrder, stateDiffBody, writeOf } from './stateDiff.js';
import { Any, handler, type Requests, stepping } from './requestHandler.js';

export const OWN_REQUESTS: Requests = [
  ['elixirscope/stepBackInto', stepping('into', 'backward')],
  ['elixirscope/stepBackOut', stepping('out', 'backward')],
  [
    'elixirscope/runBackTo',
    handler(RunBackSchema, (args, { core, inspection, lines, moves, after }) => {
      const limit = inspection.lastExecution(lines.argsFromClient(args));
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
  ['elixirscope/whyNot', handler(WhyNotSchema, (args, { custom, lines }) => custom.whyNot(lines.argsFromClient(args)))],
  [
    'elixirscope/scheduled',
    handler(ScheduledSchema, async (args, { custom, inspection, moves, after }) => {
      const { found, body } = await custom.scheduled(inspection.frameFor(args.frameId));
      after(() => moves.goto(found));
      return body;
    }),
  ],
  [
    'elixirscope/goto',
    handler(GotoSchema, (args, { custom, moves, after }) => {
      const at = custom.resolve(args);
      after(() => (args.snap === 'event' ? moves.gotoEvent(at) : moves.goto(at)));
    }),
  ],
  ['elixirscope/position', handler(Any, (_, { custom }) => custom.position())],
  [
    'elixirscope/history',
    handler(HistorySchema, (args, { custom, lines }) => custom.history(lines.argsFromClient(args))),
  ],
  ['elixirscope/events', handler(EventsSchema, (args, { custom, lines }) => custom.events(lines.argsFromClient(args)))],
  [
    'elixirscope/around',
    handler(AroundSchema, ({ frameId, ...args }, { core, inspection }) =>
      around(core.recording(), inspection.frameFor(frameId), args),
    ),
  ],
  ['elixirscope/calls', handler(CallsSchema, (args, { core, lines }) => callsOf(core, lines.argsFromClient(args)))],
  ['elixirscope/callTree', handler(CallTreeSchema, (args, { core }) => callTree(core, args))],
  ['elixirscope/output', handler(OutputSchema, (args, { core }) => printed(core, args))],
  ['elixirscope/search', handler(SearchSchema, (args, { core }) => search(core, args))],
  ['elixirscope/query', handler(QuerySchema, (args, { core }) => query(core, args))],
  ['elixirscope/queryTerms', handler(QueryTermsSchema, ({ text }) => queryTerms(text))],
  ['elixirscope/queryChoices', handler(Any, (_, { core }) => queryChoices(core))],
  ['elixirscope/queryExport', handler(QueryExportSchema, (args, { core }) => queryExport(core, args))],
  ['elixirscope/dashboard', handler(DashboardSchema, ({ parts }, { core }) => dashboard(core, parts))],
  ['elixirscope/coverage', handler(CoverageSchema, (args, { custom }) => custom.coverage(args))],
  ['elixirscope/focus', handler(FocusSchema, ({ part }, { custom }) => custom.focus(part))],
  [
    'elixirscope/durations',
    handler(DurationsSchema, (args, { custom, lines }) => custom.durations(lines.argsFromClient(args))),
  ],
  ['elixirscope/cameFrom', handler(Any, (_, { custom }) => custom.cameFrom())],
  [
    'elixirscope/inlineValues',
    handler(InlineValuesSchema, ({ frameId }, { core }) => inlineValues(core.recording(), core.handles.frame(frameId))),
  ],
  [
    'elixirscope/stateDiff',
    handler(StateDiffSchema, ({ first, second }, { core }) => {
      const at = (moment: typeof first): Position => core.recording().resolve(`${moment.thread}:${moment.seq}`);
      return stateDiffBody(core.recording(), inOrder(at(first), at(second)));
    }),
  ],
  [
    'elixirscope/writes',
    handler(WritesSchema, ({ thread, seq, origins }, { core }): WritesBody => {
      const at = core.recording().resolve(`${thread}:${seq}`);
      return { writes: origins.map((origin) => writeOf(core.recording(), at, origin) ?? null) };
    }),
  ],
  ['elixirscope/state', handler(StateSchema, (args, { custom }) => custom.state(args))],
  [
    'elixirscope/compared',
    handler(ComparedSchema, ({ frameId, what }, { core, inspection }) =>
      comparedMoments(core.recording(), inspection.frameFor(frameId), what),
    ),
  ],
  ['elixirscope/compareRuns', handler(CompareRunsSchema, (args, { core }) => compareRuns(core, args))],
  ['elixirscope/timeline', handler(TimelineSchema, (args, { custom }) => custom.timeline(args))],
  ['elixirscope/status', handler(Any, (_, { custom }) => custom.status())],
];
