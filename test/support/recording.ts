/** A recording made by hand: a list of steps with their depth and variables. For tests of what reads recordings. */
import { UserError } from '../../src/base/result.js';
import { micros, type Seq, seq, threadId } from '../../src/base/units.js';
import type {
  Direction,
  Frame,
  HistoryEntry,
  Position,
  Recording,
  RecordingInfo,
  Scope,
  SourcePlace,
  StepKind,
  StopHit,
  StopSet,
} from '../../src/query/api.js';
import { FakeHeap } from './heap.js';

export interface FakeStep {
  readonly line: number;
  /** 1 is the module */
  readonly depth: number;
  readonly functionName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** the statement throws: stops a search for exceptions */
  readonly throws?: 'caught' | 'uncaught';
}

export const FAKE_FILE = '/work/shop/src/cart.ts';
const THREAD = threadId(1);

export interface FakeRecording extends Recording {
  readonly heap: FakeHeap;
  readonly position: (step: number) => Position;
}

/** Step i of the list is event 10 * i. */
export function fakeRecording(steps: readonly FakeStep[], heap = new FakeHeap()): FakeRecording {
  const position = (index: number): Position => ({ thread: THREAD, seq: seq(index * 10) });
  const indexOf = (at: Position): number => Math.min(steps.length - 1, Math.max(0, Math.floor(at.seq / 10)));
  const hits: Recording['hits'] = function* (from, stops, direction, limit) {
    let hit = run(steps, indexOf(from), { stops, direction, position });
    for (
      ;
      hit.reason !== 'start' && hit.reason !== 'end';
      hit = run(steps, indexOf(hit.position), { stops, direction, position })
    ) {
      if (limit !== undefined && (hit.position.seq - limit.seq) * (direction === 'forward' ? 1 : -1) > 0) return;
      yield hit;
    }
  };
  return {
    heap,
    position,
    totals: () => info(steps),
    info: () => info(steps),
    verify: () => {
      throw new UserError('unsupported', 'a recording made by hand has no file to verify');
    },
    refresh: () => undefined,
    close: () => undefined,
    atEnd: () => undefined,
    resolve: (spec) => resolve(spec, steps),
    snap: (at) => position(indexOf(at)),
    statementAt: (at) => place(steps[indexOf(at)]!.line),
    timeAt: (at) => micros(at.seq * 100),
    stack: (at, page) => {
      const all = stack(steps, indexOf(at));
      return { frames: page === undefined ? all : all.slice(page.start, page.start + page.count), total: all.length };
    },
    scopes: (at, frame) => scopes(steps, stack(steps, indexOf(at))[frame]!.stepAt, heap),
    variable: (at, frame, name) =>
      scopes(steps, stack(steps, indexOf(at))[frame]!.stepAt, heap)
        .flatMap(({ variables }) => variables)
        .find((variable) => variable.name === name),
    writer: () => ({ site: 1, instance: 0 }),
    received: () => ({ kind: 'undefined' }),
    object: (_at, id) => heap.view(id),
    properties: (_at, id, which, page) => paged(heap.properties(id, which), page),
    property: (_at, id, name, symbol) =>
      heap.properties(id, 'named').find((property) => property.name === name && property.symbol === symbol)?.value,
    entries: (_at, id, page) => paged(heap.entries(id), page),
    events: () => [],
    search: () => ({ hits: [], next: undefined }),
    query: () => ({ events: [], next: undefined }),
    queryChoices: () => ({ files: [], functions: [], names: [], threads: [] }),
    output: () => [],
    history: (_at, expression): Iterable<HistoryEntry> =>
      steps.flatMap((step, i) =>
        step.variables !== undefined && expression in step.variables
          ? [{ position: position(i), value: heap.value(step.variables[expression]), place: place(step.line) }]
          : [],
      ),
    step: (from, kind, direction) => {
      const found = findStep(steps, indexOf(from), { kind, direction });
      return found === undefined ? undefined : position(found);
    },
    dataRef: () => {
      throw new UserError('unsupported', 'a recording made by hand has no data to watch');
    },
    lastWrites: () => [],
    writesAround: () => ({ before: [], after: [], moreBefore: false, moreAfter: false }),
    calls: () => undefined,
    callTree: () => ({ calls: [], next: undefined }),
    callAt: () => undefined,
    callOutcome: () => undefined,
    coverage: () => undefined,
    modules: () => [],
    durations: () => undefined,
    figures: () => ({ wallMicros: micros(0), threads: [], kinds: [], functions: [] }),
    timeline: () => {
      throw new UserError('unsupported', 'a recording made by hand has no timeline');
    },
    stepProgress: (from, kind) => {
      const found = findStep(steps, indexOf(from), { kind, direction: 'forward' });
      return found === undefined ? { kind: 'running' } : { kind: 'done', at: position(found) };
    },
    run: (from, stops, direction) => run(steps, indexOf(from), { stops, direction, position }),
    hits,
    seek: hits,
    executions: (at, { path, line }, limit) => {
      const hits = steps.flatMap((step, i) => (path === FAKE_FILE && step.line === line ? [position(i)] : []));
      const near = hits.map((hit, i) => ({ position: hit, ordinal: i + 1 }));
      near.sort((a, b) => Math.abs(a.position.seq - at.seq) - Math.abs(b.position.seq - at.seq));
      return hits.length === 0 ? undefined : { place: place(line), total: hits.length, near: near.slice(0, limit) };
    },
    breakpointPlaces: (path, line, endLine) =>
      path === FAKE_FILE
        ? [...new Set(steps.map((step) => step.line))].filter((l) => l >= line && l <= endLine).map(place)
        : [],
    functionPlaces: (name) =>
      steps
        .filter((step) => step.functionName === name)
        .slice(0, 1)
        .map(({ line }) => place(line)),
    source: (path) => (path === FAKE_FILE ? 'recorded text\n' : undefined),
  };
}

export function place(line: number): SourcePlace {
  return { file: 'src/cart.ts', path: FAKE_FILE, line, column: 3, endLine: line, endColumn: 20 };
}

function paged<T>(
  items: readonly T[],
  page: { readonly start: number; readonly count: number } | undefined,
): readonly T[] {
  return page === undefined ? items : items.slice(page.start, page.start + page.count);
}

function info(steps: readonly FakeStep[]): RecordingInfo {
  return {
    path: '/work/shop/.elixirscope/shop.escope',
    formatVersion: 1,
    program: FAKE_FILE,
    args: [],
    workspace: '/work/shop',
    nodeVersion: '24.0.0',
    startedAt: '2026-01-01T00:00:00.000Z',
    wallMicros: micros(12_345),
    threads: [
      {
        id: THREAD,
        name: 'main',
        pid: 7,
        events: steps.length * 10,
        dropped: 0,
        first: seq(0),
        last: seq((steps.length - 1) * 10),
        exitCode: 0,
      },
    ],
    files: [{ file: 'src/cart.ts', path: FAKE_FILE, instrumented: true, reason: undefined, sites: 20 }],
    events: steps.length * 10,
    eventsLost: {},
    eventsLeftOut: {},
    bytes: 4096,
    skippedFiles: 0,
    overflow: 'block',
    ringBytes: 1 << 24,
    maxSize: undefined,
    complete: true,
    incomplete: undefined,
    signal: undefined,
    damagedParts: 0,
  };
}

function resolve(spec: string, steps: readonly FakeStep[]): Position {
  const found = /^(?:seq|\d+):(\d+)$/.exec(spec);
  if (spec === 'start') return { thread: THREAD, seq: seq(0) };
  if (spec === 'end') return { thread: THREAD, seq: seq((steps.length - 1) * 10) };
  if (found !== null) return { thread: THREAD, seq: seq(Number(found[1])) };
  throw new UserError('bad-position', `"${spec}" is not a position`);
}

function stack(steps: readonly FakeStep[], index: number): Frame[] {
  const frames: Frame[] = [];
  let depth = steps[index]!.depth;
  for (let i = index; i >= 0 && depth > 0; i--) {
    const step = steps[i]!;
    if (step.depth !== depth) continue;
    frames.push(frame(frames.length, step, seq(i * 10)));
    depth--;
  }
  return frames;
}

function frame(index: number, step: FakeStep, stepAt: Seq): Frame {
  return {
    index,
    functionName: step.functionName ?? '(module)',
    place: place(step.line),
    async: false,
    generator: false,
    awaiting: false,
    enteredAt: stepAt,
    stepAt,
  };
}

function scopes(steps: readonly FakeStep[], stepAt: Seq, heap: FakeHeap): Scope[] {
  const step = steps[stepAt / 10]!;
  const variables = Object.entries(step.variables ?? {}).map(([name, host]) => ({
    name,
    value: heap.value(host),
    writtenAt: stepAt,
  }));
  return [{ kind: step.depth === 1 ? 'module' : 'local', name: step.functionName ?? 'cart.ts', variables }];
}

function findStep(
  steps: readonly FakeStep[],
  from: number,
  { kind, direction }: { kind: StepKind; direction: Direction },
): number | undefined {
  const by = direction === 'forward' ? 1 : -1;
  const { depth } = steps[from]!;
  for (let i = from + by; i >= 0 && i < steps.length; i += by) {
    const other = steps[i]!.depth;
    if (kind === 'into' || other < depth || (kind === 'over' && other === depth)) return i;
  }
  return undefined;
}

function run(
  steps: readonly FakeStep[],
  from: number,
  { stops, direction, position }: { stops: StopSet; direction: Direction; position: (index: number) => Position },
): StopHit {
  const by = direction === 'forward' ? 1 : -1;
  for (let i = from + by; i >= 0 && i < steps.length; i += by) {
    const step = steps[i]!;
    const breakpointIds = stops.breakpoints.filter(({ line }) => line === step.line).map(({ id }) => id);
    if (breakpointIds.length > 0) return { position: position(i), reason: 'breakpoint', breakpointIds };
    const isStop =
      stops.throws === 'all' ? step.throws !== undefined : stops.throws === 'uncaught' && step.throws === 'uncaught';
    const isUncaught = step.throws === 'uncaught' && { uncaught: 'exception' as const };
    if (isStop) return { position: position(i), reason: 'exception', breakpointIds: [], ...isUncaught };
  }
  return direction === 'forward'
    ? { position: position(steps.length - 1), reason: 'end', breakpointIds: [] }
    : { position: position(0), reason: 'start', breakpointIds: [] };
}
