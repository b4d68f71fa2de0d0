/**
 * The reference side of the oracle, inside the inspected program: stops at the statements of the plan under V8's inspector and writes
 * down what V8 shows there.
 *
 * A statement is paired with V8 by its place: the first location inside it at which V8 can break. V8 stops at every execution and the
 * oracle counts. Nothing is ever evaluated in a frame of the program, no breakpoint condition either: V8 (Node 24) then writes
 * `undefined` into the frame's variables that are not initialised yet.
 */
import { replaceChdir, restoreChdir } from '../../../src/runtime/workingDirectory.js';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { Answer, AskedStatement, Extent, Location, LocationType, Plan, TextPlace } from '../protocol.js';
import { Internals } from './internals.js';
import { keepLines } from './keepLines.js';
import { type AsyncStack, type CallFrame, type Paused, type RemoteObject, type Scope, SyncSession } from './session.js';
import { ValuePrinter } from './values.js';

const COMMONJS_NAMES = ['exports', 'require', 'module', '__filename', '__dirname'];
const PRIVATE_NAME = /#[\p{ID_Start}$_]/u;
/** Deeper stacks are left alone: every pause describes every frame. */
const MOST_FRAMES = 100;

interface Place {
  readonly file: number;
  readonly location: number;
  readonly type: LocationType;
  readonly executions: ReadonlySet<number>;
  readonly throws: boolean;
  breakpointId: string;
  count: number;
}

export function start(planPath: string): void {
  // Ours; workers inherit them.
  process.execArgv.length = 0;
  if (!isMainThread) return;
  restoreChdir();
  registerHooks({
    load(url, context, nextLoad) {
      if (url === 'node:worker_threads') replaceChdir();
      return nextLoad(url, context);
    },
  });
  const plan = JSON.parse(readFileSync(planPath, 'utf8')) as Plan;
  keepLines();
  const session = new SyncSession();
  new Agent(plan, session, new Internals(session)).start();
}

class Agent {
  private readonly answers: number;
  private readonly states: number;
  private statesWritten = 0;
  private readonly places = new Map<string, Place>();
  private readonly paths = new Map<string, string>();
  private readonly printer: ValuePrinter;

  constructor(
    private readonly plan: Plan,
    private readonly session: SyncSession,
    private readonly internals: Internals,
  ) {
    this.answers = openSync(plan.answers, 'w');
    this.states = openSync(plan.states, 'w');
    this.printer = new ValuePrinter(internals, plan.depth, plan.maxItems);
  }

  start(): void {
    const { session } = this;
    session.on<{ scriptId: string; url: string }>('Debugger.scriptParsed', (script) => this.parsed(script));
    session.on<Paused>('Debugger.paused', (paused) => this.paused(paused));
    session.send('Debugger.enable');
    session.send('Debugger.setAsyncCallStackDepth', { maxDepth: 32 });
  }

  private parsed({ scriptId, url }: { scriptId: string; url: string }): void {
    if (!url.startsWith('file:')) return;
    const path = fileURLToPath(url);
    const file = this.plan.files.findIndex((asked) => asked.path === path);
    if (file < 0 && url.includes('/node_modules/')) return; // not recorded
    this.paths.set(scriptId, path);
    if (file < 0) return;
    if (PRIVATE_NAME.test(readFileSync(path, 'utf8'))) this.internals.hasPrivateNames = true;
    const { statements } = this.plan.files[file]!;
    const locations = this.locations(scriptId);
    const chosen = statements.map((statement) => locationOf(statement, locations));
    this.write({ kind: 'file', file, locations, chosen: chosen.map((index) => (index < 0 ? null : index)) });
    for (const [index, location] of locations.entries()) {
      const asking = statements.filter((_, i) => chosen[i] === index);
      const executions = new Set(asking.flatMap((one) => [...one.executions]));
      const isSkipped = this.plan.isSample ? executions.size === 0 : asking.length === 0 && location.type !== 'return';
      if (isSkipped) continue;
      const throws = asking.some((one) => one.throws);
      this.stopAt(scriptId, location, { file, location: index, type: location.type, executions, throws });
    }
  }

  /** V8 lists no more than a thousand at once, and a `return` again that lies one place before the start. */
  private locations(scriptId: string): Location[] {
    const found: Location[] = [];
    for (;;) {
      const { line, column } = found.at(-1) ?? { line: 1, column: 0 };
      const { locations } = this.session.send<{
        locations: { lineNumber: number; columnNumber: number; type?: LocationType }[];
      }>('Debugger.getPossibleBreakpoints', { start: { scriptId, lineNumber: line - 1, columnNumber: column } });
      const more = locations
        .map(({ lineNumber, columnNumber, type = 'statement' }) => ({
          line: lineNumber + 1,
          column: columnNumber + 1,
          type,
        }))
        .filter((location) => compare(location, { line, column }) > 0);
      if (more.length === 0) return found;
      found.push(...more);
    }
  }

  private stopAt(scriptId: string, { line, column }: Location, place: Omit<Place, 'breakpointId' | 'count'>): void {
    const location = { scriptId, lineNumber: line - 1, columnNumber: column - 1 };
    const { breakpointId } = this.session.send<{ breakpointId: string }>('Debugger.setBreakpoint', { location });
    this.places.set(placeKey(location), { ...place, breakpointId, count: 0 });
  }

  /** Nothing may be thrown from here: Node would print a warning into the program's output. */
  private paused(paused: Paused): void {
    try {
      if (paused.reason === 'exception' || paused.reason === 'promiseRejection') this.thrown(paused);
      else this.stopped(paused);
    } catch {
      // No stack left for us: the program is about to overflow it. The stop is missing in the answers and so not compared.
    }
  }

  private stopped(paused: Paused): void {
    const place = this.places.get(placeKey(paused.callFrames[0]!.location));
    if (place === undefined) return;
    place.count++;
    const { file, location, throws } = place;
    const last = this.plan.isSample ? Math.max(...place.executions) : this.plan.executionsAsked;
    const isLast = place.count === last || paused.callFrames.length > MOST_FRAMES;
    const state = this.state(paused, place);
    const extent = state === undefined ? {} : { state: this.save(state) };
    this.write({ kind: 'stop', file, location, ...extent, ...(isLast && { isLast }) });
    if (throws) this.session.send('Debugger.setPauseOnExceptions', { state: 'all' });
    if (isLast) this.session.send('Debugger.removeBreakpoint', { breakpointId: place.breakpointId });
    this.internals.forget();
    this.printer.forget();
  }

  /** Only throws by `throw` statements are of interest: V8 is asked to stop at them from the statement on. */
  private thrown({ data, callFrames }: Paused): void {
    const top = callFrames[0]!;
    if (data === undefined || this.places.get(placeKey(top.location))?.throws !== true) return;
    const frame = { functionName: top.functionName, path: this.paths.get(top.location.scriptId), ...textPlace(top) };
    const head = JSON.stringify({ kind: 'throw', frame });
    const [value] = this.session.valuesOf([data]);
    this.line(`${head.slice(0, -1)},"value":${this.printer.root(value)}}`);
    this.session.send('Debugger.setPauseOnExceptions', { state: 'none' });
    this.internals.forget();
    this.printer.forget();
  }

  /** Text of a V8State; undefined if nobody wants it. */
  private state({ callFrames, asyncStackTrace }: Paused, { executions, count, type }: Place): string | undefined {
    const isWanted = executions.has(count);
    const returned = type === 'return' ? callFrames[0]!.returnValue : undefined;
    const returnText =
      returned === undefined ? '' : `"returnValue":${this.printer.root(this.session.valuesOf([returned])[0])}`;
    if (!isWanted) return returned === undefined ? undefined : `{${returnText}}`;
    const frames = this.frames(callFrames.filter(({ location }) => this.paths.has(location.scriptId)));
    const comma = returned === undefined ? '' : ',';
    return `{"frames":[${frames.join(',')}],"awaiting":${JSON.stringify(awaiting(asyncStackTrace))}${comma}${returnText}}`;
  }

  /** Text of each frame. All values of all frames are fetched at once. */
  private frames(frames: readonly CallFrame[]): string[] {
    const read = frames.slice(0, this.plan.framesRead);
    const scopes = read.map((frame, i) => readableScopes(frame, read[i - 1]));
    const values = this.session.valuesOf(
      read.flatMap((frame, i): RemoteObject[] => [frame.this, ...(scopes[i] ?? []).map(({ object }) => object)]),
    );
    let next = 0;
    return frames.map((frame, i) => {
      const { functionName, location } = frame;
      const head = JSON.stringify({ functionName, path: this.paths.get(location.scriptId), ...textPlace(frame) });
      if (i >= read.length) return head;
      const thisText = this.printer.root(values[next++]);
      const own = scopes[i]?.map(({ type }) => this.scope(type, values[next++] as object));
      return `${head.slice(0, -1)},"thisValue":${thisText}${own === undefined ? '' : `,"scopes":[${own.join(',')}]`}}`;
    });
  }

  private scope(type: string, scope: object): string {
    const isWrapper = Object.hasOwn(scope, 'exports') && Object.hasOwn(scope, '__filename');
    const hidden = isWrapper ? [...COMMONJS_NAMES, 'arguments'] : type === 'closure' ? COMMONJS_NAMES : [];
    // An object given to `with` is the program's: its properties are compared where it is a value.
    const variables = type === 'with' ? '{}' : this.printer.scope(scope, (name) => !hidden.includes(name));
    return `{"type":"${type}","variables":${variables}}`;
  }

  private save(state: string): Extent {
    const offset = this.statesWritten;
    const length = writeSync(this.states, state);
    this.statesWritten += length;
    return { offset, length };
  }

  private write(answer: Answer): void {
    this.line(JSON.stringify(answer));
  }

  private line(text: string): void {
    writeSync(this.answers, `${text}\n`);
  }
}

/** The location at its very place, else the first one inside it. */
function locationOf({ start, breakAt, end }: AskedStatement, locations: readonly Location[]): number {
  const exact = locations.findIndex((location) => compare(location, start) === 0);
  if (exact >= 0) return exact;
  return locations.findIndex((location) => {
    const isBefore = compare(location, end) < (location.type === 'return' ? 1 : 0);
    return compare(location, breakAt) >= 0 && isBefore;
  });
}

const compare = (a: TextPlace, b: TextPlace): number => a.line - b.line || a.column - b.column;

const FUNCTION_SCOPES: ReadonlySet<string> = new Set(['local', 'closure', 'module']);

/**
 * The scopes of a frame; undefined where V8 (Node 24) shows them wrongly. At the head of a `switch` whose block has captured variables
 * it takes the block's context for the function's, which comes again, as a closure or a module; where a class definition runs static
 * initialisers, it has lost the place in the function around.
 */
function readableScopes({ scopeChain }: CallFrame, inner: CallFrame | undefined): readonly Scope[] | undefined {
  if (inner?.functionName === '<static_initializer>') return undefined;
  const ranges = scopeChain.flatMap(({ type, startLocation: start, endLocation: end }) =>
    start === undefined || end === undefined || !FUNCTION_SCOPES.has(type)
      ? []
      : [`${start.lineNumber}:${start.columnNumber}-${end.lineNumber}:${end.columnNumber}`],
  );
  return new Set(ranges).size < ranges.length ? undefined : scopeChain.filter(({ type }) => type !== 'global');
}

const placeKey = ({ scriptId, lineNumber, columnNumber }: CallFrame['location']): string =>
  `${scriptId}:${lineNumber}:${columnNumber}`;

const textPlace = ({ location }: CallFrame): TextPlace => ({
  line: location.lineNumber + 1,
  column: location.columnNumber + 1,
});

/**
 * Functions of the program that wait by `await` for the one that is paused, innermost first. Behind a part of another kind (a timer, a
 * reaction) V8 goes on with who waits for the function that set it: nobody waits for this one there.
 */
function awaiting(stack: AsyncStack | undefined): string[] {
  const names: string[] = [];
  for (let part = stack; part !== undefined; part = part.parent) {
    if (part.description !== 'await') break;
    for (const { functionName, url } of part.callFrames) if (url.startsWith('file:')) names.push(functionName);
  }
  return names;
}
