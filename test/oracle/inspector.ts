/**
 * The reference side of the oracle: runs a program under V8's inspector and reads its state at statement executions.
 *
 * A statement is paired with V8 by its place: the first location inside it at which V8 can break, before anything of the
 * statement ran. A breakpoint condition counts executions there, so V8 stops at the wanted ones only.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Json } from '../../src/query/json.js';
import { ROOT } from '../record/process.js';
import type { Sample } from '../record/programs.js';
import { Inspected } from './cdp.js';
import type { Statement } from './positions.js';
import { type RemoteObject, RemotePrinter } from './remote.js';

export interface V8Variable {
  readonly name: string;
  /** undefined: V8 throws a ReferenceError where the program would read it (not initialised yet) */
  readonly value: Json | undefined;
}

export interface V8Frame {
  readonly functionName: string;
  readonly path: string;
  readonly line: number;
  /** innermost first; the same name may come again from an outer scope */
  readonly variables: readonly V8Variable[];
  readonly thisValue: Json;
}

export interface Stops {
  readonly statement: Statement;
  /** executions to stop at, counted from 1, ascending */
  readonly executions: readonly number[];
}

export interface InspectorRun {
  /** executions of each statement in the whole run, by the order of `stops`; undefined: V8 cannot break at this statement */
  readonly counts: readonly (number | undefined)[];
  /** `states[i][j]`: at the j-th execution of the i-th statement */
  readonly states: readonly (readonly (readonly V8Frame[])[])[];
  readonly stdout: string;
  readonly stderr: string;
}

interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number };
  readonly scopeChain: readonly { readonly type: string; readonly object: RemoteObject }[];
  readonly this: RemoteObject;
}
interface Paused {
  readonly callFrames: readonly CallFrame[];
  readonly hitBreakpoints?: readonly string[];
}
interface Location {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Levels of objects inside objects that are compared, and frames whose variables are read (all frames are compared by name and line). */
export const DEPTH = 4;
export const FRAMES_READ = 8;
const COMMONJS_NAMES = new Set(['exports', 'require', 'module', '__filename', '__dirname']);
/** Runs in the program before anything else: counts executions, and reports the counts when the last exit handler has run. */
const COUNTER = `{
  const report = globalThis.__oracleCounts;
  delete globalThis.__oracleCounts;
  const stops = STOPS;
  const counts = stops.map(() => 0);
  const oracle = (i) => stops[i][0] === ++counts[i] && (stops[i].shift(), true);
  Object.defineProperty(globalThis, '__oracle', { value: oracle });
  const emit = process.emit;
  process.emit = function (event) {
    const result = Reflect.apply(emit, this, arguments);
    if (event === 'exit') report(counts.join());
    return result;
  };
}`;

export async function inspect(program: Sample, stops: readonly Stops[]): Promise<InspectorRun> {
  const inspected = await Inspected.start({
    program: program.path,
    args: program.args,
    input: program.input,
    cwd: ROOT,
    nodeFlags: ['--require', `${ROOT}test/oracle/keepLines.cjs`],
  });
  return new InspectorSession(inspected, stops).run();
}

class InspectorSession {
  private readonly counts: (number | undefined)[];
  private readonly states: V8Frame[][][];
  private readonly byBreakpoint = new Map<string, number>();
  private readonly urls = new Map<string, string>();
  private readonly printer: RemotePrinter;
  private failure: unknown;

  constructor(
    private readonly inspected: Inspected,
    private readonly stops: readonly Stops[],
  ) {
    this.counts = stops.map(() => undefined);
    this.states = stops.map(() => []);
    this.printer = new RemotePrinter(inspected);
  }

  async run(): Promise<InspectorRun> {
    const { inspected } = this;
    const ended = new Promise<void>((resolve) => {
      inspected.on('NodeRuntime.waitingForDisconnect', () => resolve());
    });
    inspected.on<{ breakpointId: string; location: Location }>(
      'Debugger.breakpointResolved',
      ({ breakpointId, location }) => this.resolved(breakpointId, location),
    );
    inspected.on<{ payload: string }>('Runtime.bindingCalled', ({ payload }) => this.readCounts(payload));
    inspected.on<{ scriptId: string; url: string }>('Debugger.scriptParsed', ({ scriptId, url }) =>
      this.urls.set(scriptId, url),
    );
    inspected.on<Paused>('Debugger.paused', (paused) => {
      this.paused(paused)
        .catch((error: unknown) => this.fail(error))
        .finally(() => inspected.send('Debugger.resume').catch(() => undefined));
    });
    await inspected.send('Runtime.enable');
    // Before the debugger is on: our own script must not be stopped at.
    await inspected.send('Runtime.addBinding', { name: '__oracleCounts' });
    const wanted = JSON.stringify(this.stops.map(({ executions }) => executions));
    await inspected.send('Runtime.evaluate', { expression: COUNTER.replace('STOPS', wanted) });
    await inspected.send('Debugger.enable');
    await inspected.send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
    for (const [index, { statement }] of this.stops.entries()) await this.setBreakpoint(statement, index);
    await inspected.send('Runtime.runIfWaitingForDebugger');
    await Promise.race([ended, inspected.closed]);
    inspected.close();
    await inspected.closed;
    if (this.failure !== undefined) throw this.failure;
    return {
      counts: this.counts,
      states: this.states,
      stdout: inspected.output.stdout,
      stderr: inspected.output.stderr,
    };
  }

  private fail(error: unknown): void {
    this.failure ??= error;
  }

  private async paused({ callFrames, hitBreakpoints = [] }: Paused): Promise<void> {
    const hit = hitBreakpoints.flatMap((id) => this.byBreakpoint.get(id) ?? []);
    if (hit.length === 0) return;
    const frames = await this.frames(callFrames);
    for (const index of hit) this.states[index]!.push(frames);
  }

  /** V8 moves a breakpoint to the next location at which it can break, as soon as it has parsed the script. */
  private async setBreakpoint({ path, breakLine, breakColumn }: Statement, index: number): Promise<void> {
    const { breakpointId } = await this.inspected.send<{ breakpointId: string }>('Debugger.setBreakpointByUrl', {
      url: pathToFileURL(path).href,
      lineNumber: breakLine - 1,
      columnNumber: breakColumn - 1,
      condition: `__oracle(${index})`,
    });
    this.byBreakpoint.set(breakpointId, index);
  }

  private resolved(breakpointId: string, { lineNumber, columnNumber }: Location): void {
    const index = this.byBreakpoint.get(breakpointId);
    if (index === undefined) return;
    const { breakLine, breakColumn, endLine, endColumn } = this.stops[index]!.statement;
    const isBefore = lineNumber + 1 < endLine || columnNumber + 1 < endColumn;
    if (lineNumber + 1 === breakLine && columnNumber + 1 >= breakColumn && isBefore) this.counts[index] = 0;
  }

  private readCounts(payload: string): void {
    for (const [index, count] of payload.split(',').entries()) {
      if (this.counts[index] !== undefined) this.counts[index] = Number(count);
    }
  }

  private async frames(callFrames: readonly CallFrame[]): Promise<V8Frame[]> {
    const urlOf = ({ location }: CallFrame): string => this.urls.get(location.scriptId) ?? '';
    const userFrames = callFrames.filter(
      (frame) => urlOf(frame).startsWith('file:') && !urlOf(frame).includes('/keepLines.cjs'),
    );
    return Promise.all(userFrames.map((frame, i) => this.frame(frame, i < FRAMES_READ)));
  }

  private async frame(frame: CallFrame, readsVariables: boolean): Promise<V8Frame> {
    const scopes = readsVariables ? frame.scopeChain.filter(({ type }) => type !== 'global' && type !== 'script') : [];
    const lists = await Promise.all(scopes.map(({ object }) => this.scopeVariables(frame, object)));
    return {
      functionName: frame.functionName,
      path: fileURLToPath(this.urls.get(frame.location.scriptId)!),
      line: frame.location.lineNumber + 1,
      variables: lists.flat(),
      thisValue: readsVariables ? await this.printer.value(frame.this, DEPTH) : null,
    };
  }

  private async scopeVariables(frame: CallFrame, scope: RemoteObject): Promise<V8Variable[]> {
    const { result } = await this.printer.properties(scope);
    const named = result.filter(({ name }) => !COMMONJS_NAMES.has(name) && name !== 'this' && name !== 'arguments');
    return Promise.all(
      named.map(async (property): Promise<V8Variable> => {
        const { name, value } = property;
        const isReadable =
          value !== undefined && (value.type !== 'undefined' || (await this.isInitialised(frame, name)));
        return { name, value: isReadable ? await this.printer.property(property, DEPTH, []) : undefined };
      }),
    );
  }

  private async isInitialised({ callFrameId }: CallFrame, name: string): Promise<boolean> {
    if (!/^[\w$]+$/u.test(name)) return true;
    const { exceptionDetails } = await this.inspected.send<{ exceptionDetails?: unknown }>(
      'Debugger.evaluateOnCallFrame',
      {
        callFrameId,
        expression: name,
        silent: true,
        throwOnSideEffect: true,
      },
    );
    return exceptionDetails === undefined;
  }
}
