/**
 * The reference side of the oracle: runs a program under V8's inspector and reads its state at statement executions.
 *
 * A statement is paired with V8 by its place: the first location inside it at which V8 can break, before anything of the
 * statement ran. V8 stops at every execution and we count. Nothing is ever evaluated in the program, no breakpoint condition
 * either: in the frame where it evaluates, V8 (Node 24) writes `undefined` into variables that are not initialised yet, and a
 * derived class's constructor seems to have called super().
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
  /** undefined: V8 has no value for it. A variable that is not initialised yet may also show as `undefined` */
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
  /** executions of each statement, at most {@link EXECUTIONS_ASKED}, by the order of `stops`; undefined: V8 cannot break at this statement */
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
/** V8 is asked about so many first executions of a statement; then its breakpoint is taken away. */
export const EXECUTIONS_ASKED = 1000;

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
    inspected.on<{ scriptId: string; url: string }>('Debugger.scriptParsed', ({ scriptId, url }) =>
      this.urls.set(scriptId, url),
    );
    inspected.on<Paused>('Debugger.paused', (paused) => {
      this.paused(paused)
        .catch((error: unknown) => this.fail(error))
        .finally(() => inspected.send('Debugger.resume').catch(() => undefined));
    });
    await inspected.send('Runtime.enable');
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
    let frames: V8Frame[] | undefined;
    for (const breakpointId of hitBreakpoints) {
      const index = this.byBreakpoint.get(breakpointId);
      const before = index === undefined ? undefined : this.counts[index];
      if (index === undefined || before === undefined) continue;
      this.counts[index] = before + 1;
      if (this.stops[index]!.executions.includes(before + 1)) {
        frames ??= await this.frames(callFrames);
        this.states[index]!.push(frames);
      }
      if (before + 1 === EXECUTIONS_ASKED) await this.inspected.send('Debugger.removeBreakpoint', { breakpointId });
    }
  }

  /** V8 moves a breakpoint to the next location at which it can break, as soon as it has parsed the script. */
  private async setBreakpoint({ path, breakLine, breakColumn }: Statement, index: number): Promise<void> {
    const { breakpointId } = await this.inspected.send<{ breakpointId: string }>('Debugger.setBreakpointByUrl', {
      url: pathToFileURL(path).href,
      lineNumber: breakLine - 1,
      columnNumber: breakColumn - 1,
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

  private async frames(callFrames: readonly CallFrame[]): Promise<V8Frame[]> {
    const urlOf = ({ location }: CallFrame): string => this.urls.get(location.scriptId) ?? '';
    const userFrames = callFrames.filter(
      (frame) => urlOf(frame).startsWith('file:') && !urlOf(frame).includes('/keepLines.cjs'),
    );
    return Promise.all(userFrames.map((frame, i) => this.frame(frame, i < FRAMES_READ)));
  }

  private async frame(frame: CallFrame, readsVariables: boolean): Promise<V8Frame> {
    const scopes = readsVariables ? frame.scopeChain.filter(({ type }) => type !== 'global' && type !== 'script') : [];
    const lists = await Promise.all(scopes.map(({ object }) => this.scopeVariables(object)));
    return {
      functionName: frame.functionName,
      path: fileURLToPath(this.urls.get(frame.location.scriptId)!),
      line: frame.location.lineNumber + 1,
      variables: lists.flat(),
      thisValue: readsVariables ? await this.printer.value(frame.this, DEPTH) : null,
    };
  }

  private async scopeVariables(scope: RemoteObject): Promise<V8Variable[]> {
    const { result } = await this.printer.properties(scope);
    const named = result.filter(({ name }) => !COMMONJS_NAMES.has(name) && name !== 'this' && name !== 'arguments');
    return Promise.all(
      named.map(async (property) => ({
        name: property.name,
        value: property.value && (await this.printer.property(property, DEPTH, [])),
      })),
    );
  }
}
