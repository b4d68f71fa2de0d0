/** Opens a recording: the façade of api.ts over the parts of this folder. */
import { ok, type Result } from '../base/result.js';
import { micros, seq as toSeq } from '../base/units.js';
import { functionEntries, statementSites } from '../store/places.js';
import { TraceReader } from '../store/reader.js';
import type { Direction, Position, Recording, SourcePlace } from './api.js';
import { QueryContext } from './context.js';
import { CallTree } from './callTree.js';
import { Coverage } from './coverage.js';
import { Durations } from './durations.js';
import { queryChoices } from './eventQuery/choices.js';
import { EventQueries } from './eventQuery/scan.js';
import { Events } from './events.js';
import { Executions } from './executions.js';
import { figures } from './figures.js';
import { Histories } from './history.js';
import { recordingInfo, recordingTotals } from './info.js';
import { Instances } from './instances.js';
import { ModuleVariables } from './moduleVariables.js';
import { Objects } from './objects.js';
import { OpenEnds } from './openEnds.js';
import { Positions } from './positions.js';
import { Runs } from './runs.js';
import { Search } from './search.js';
import { Stacks } from './stack.js';
import { Steps } from './steps.js';
import { verify } from './verify.js';
import { Timelines } from './timeline/timeline.js';
import { Writes } from './writes.js';

/** Fails with: recording-missing, not-a-recording, recording-older, recording-newer, recording-damaged, recording-unreadable. */
export function openRecording(path: string): Result<Recording> {
  const reader = TraceReader.open(path);
  return reader.ok ? ok(recordingOf(reader.value)) : reader;
}

function recordingOf(reader: TraceReader): Recording {
  const context = new QueryContext(reader);
  const instances = new Instances(context);
  const modules = new ModuleVariables(context, instances);
  const objects = new Objects(context, modules);
  const stacks = new Stacks(context, instances, modules, objects);
  const steps = new Steps(context);
  const openEnds = new OpenEnds(context);
  const writes = new Writes(context, objects);
  const runs = new Runs(context, steps, writes);
  const events = new Events(context);
  const executions = new Executions(context);
  const positions = new Positions(context, steps, executions);
  const coverage = new Coverage(context);
  const timelines = new Timelines(context);
  const durations = new Durations(context, timelines);
  const search = new Search({ context, events, objects });
  const queries: EventQueries = new EventQueries({ context, events, recording: () => recording });
  const callTree = new CallTree(context);
  const histories = new Histories({ context, instances, modules, objects, stacks, writes });
  const readable = (at: Position): Position => {
    context.assertReadable(at);
    return at;
  };
  const recording: Recording = {
    totals: () => recordingTotals(context),
    info: () => recordingInfo(context, steps),
    verify: () => verify(context),
    refresh: () => {
      reader.refresh();
      context.replayer.forget();
      objects.forget();
      stacks.forget();
      writes.forget();
      timelines.forget();
    },
    close: () => reader.close(),
    atEnd: (end, at, look) => {
      stacks.forget();
      return openEnds.look(end, at, look);
    },
    resolve: (spec) => positions.resolve(spec),
    snap: (at, direction = 'backward') => snap(steps, at, direction),
    timeAt: (at) => micros(positions.timeAt(at)),
    statementAt: (at) => steps.statementAt(at),
    stack: (at, page) => stacks.stack(readable(at), page),
    scopes: (at, frame) => stacks.scopes(readable(at), frame),
    modules: (at) => modules.started(readable(at)),
    variable: (at, frame, name) => stacks.variable(readable(at), frame, name),
    writer: (at, frame, name) => stacks.writer(readable(at), frame, name),
    received: (thread, raw) => context.value({ thread }, raw),
    object: (at, id) => objects.view(readable(at), id),
    properties: (at, id, which, page) => objects.properties(readable(at), id, which, page),
    property: (at, id, name, symbol) => objects.property(readable(at), id, name, symbol),
    entries: (at, id, page) => objects.entries(readable(at), id, page),
    events: (filter) => events.all(filter),
    search: (text, range, limit) => search.page(text, range, limit),
    query: (text, range, limit) => queries.page(text, range, limit),
    queryChoices: () => queryChoices(context),
    output: (thread, since) => events.output(thread, since),
    history: (at, expression, frame) => histories.of(readable(at), expression, frame),
    dataRef: (at, frame, expression) => histories.meaning(readable(at), frame, expression),
    lastWrites: (at, ref) => histories.lastWrites(at, ref),
    writesAround: (at, ref, limit) => histories.writesAround(at, ref, limit),
    step: (from, kind, direction, granularity = 'statement') => steps.step(from, kind, direction, granularity),
    stepProgress: (from, kind) => steps.progress(from, kind),
    run: (from, stops, direction) => runs.run(from, stops, direction),
    hits: (from, stops, direction, limit) => runs.hits(from, stops, direction, limit),
    seek: (from, stops, direction, limit) => runs.seek(from, stops, direction, limit),
    executions: (at, place, limit, part) => executions.near(at, place, limit, part),
    breakpointPlaces: (file, line, endLine) => breakpointPlaces(context, { file, line, endLine }),
    calls: (at, place, limit) => executions.calls(at, place, limit),
    callTree: (range, limit) => callTree.page(range, limit),
    callOutcome: ({ thread, seq }) => callTree.outcome(thread, seq),
    callAt: ({ thread, seq }) => callTree.at(thread, seq),
    coverage: (path, part) => coverage.of(path, part),
    durations: (place, part) => durations.of(place, part),
    timeline: (asked, stops) => timelines.of(asked, stops),
    figures: (parts) => figures({ context, coverage, events, timelines }, parts),
    functionPlaces: (name) => functionPlaces(context, name),
    source: (file) => sourceOf(context, file),
  };
  return recording;
}

function snap(steps: Steps, { thread, seq }: Position, direction: Direction): Position {
  const before = (): number => steps.stopAtOrBefore(thread, seq);
  const after = (): number => steps.stopAtOrAfter(thread, seq);
  const [first, second] = direction === 'backward' ? [before, after] : [after, before];
  const near = first();
  const found = near >= 0 ? near : second();
  return { thread, seq: found < 0 ? seq : toSeq(found) };
}

function breakpointPlaces(
  { reader, sources }: QueryContext,
  range: { file: string; line: number; endLine: number },
): readonly SourcePlace[] {
  const found = reader.files().find((f) => sources.matches(f.path, range.file));
  if (found === undefined) return [];
  const { line, start } = found.table.sites;
  const seen = new Set<number>();
  return statementSites(found.table)
    .filter((i) => line[i]! >= range.line && line[i]! <= range.endLine && !seen.has(start[i]!) && seen.add(start[i]!))
    .map((i) => sources.ofSite(found, i));
}

function functionPlaces({ reader, sources }: QueryContext, name: string): readonly SourcePlace[] {
  const seen = new Set<string>();
  return reader
    .files()
    .filter(({ path }) => !seen.has(path) && seen.add(path))
    .flatMap((file) => functionEntries(file.table, name).map(([first]) => sources.ofSite(file, first!)));
}

function sourceOf({ reader, sources }: QueryContext, path: string): string | undefined {
  const found = reader.files().find((f) => sources.matches(f.path, path));
  return found === undefined ? undefined : sources.text(found.key);
}
