/** What the client can look at while the session is stopped: stacks, scopes, variables, expressions, sources. Changes nothing. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { UserError } from '../base/result.js';
import { threadId } from '../base/units.js';
import { evaluate, type Frame, type Operand, operandJson, type Position, type SourcePlace } from '../query/api.js';
import type { RunBackArguments } from '../wire/panel.js';
import { type Asked, completions } from './completions.js';
import type { SessionCore } from './core.js';
import { dataInfo, type Named } from './dataBreakpoints.js';
import { expressionAt } from './expressions.js';
import { lastThrow, thrownDetails } from './exception.js';
import { GotoTargets } from './gotoTargets.js';
import type { Container, FrameHandle } from './handles.js';
import { lastWrite, type WriteFound, whoWrote } from './whoWrote.js';
import { preview } from './preview.js';
import { StepTargets } from './stepTargets.js';
import { type Described, childrenOf, describe, scopesOf, type VariablesContext } from './variables.js';

/** Frames of one answer when the client does not say how many it wants. */
const MAX_FRAMES = 1000;

/** The clipboard gets the whole value, up to where nobody reads any more. */
const CLIPBOARD_LIMITS = { depth: 20, maxItems: 10_000 };

export interface ValueFormat {
  readonly hex?: boolean | undefined;
}

export interface VariablesArguments {
  readonly variablesReference: number;
  readonly filter?: 'named' | 'indexed' | undefined;
  readonly start?: number | undefined;
  readonly count?: number | undefined;
  readonly format?: ValueFormat | undefined;
}

interface Place {
  readonly source: { readonly path?: string | undefined; readonly sourceReference?: number | undefined };
  readonly line: number;
  readonly column?: number | undefined;
}

export class Inspection {
  readonly stepTargets: StepTargets;
  private readonly targets = new GotoTargets();

  constructor(private readonly core: SessionCore) {
    this.stepTargets = new StepTargets(core.services.analyses);
  }

  private context(format?: ValueFormat): VariablesContext {
    return {
      recording: this.core.recording(),
      handles: this.core.handles,
      hex: format?.hex === true,
      isLive: (at) => this.core.runAt(at) !== undefined,
    };
  }

  async stackTrace(args: {
    readonly threadId: number;
    readonly startFrame?: number | undefined;
    readonly levels?: number | undefined;
  }): Promise<DebugProtocol.StackTraceResponse['body']> {
    const at = this.core.positionOf(threadId(args.threadId));
    const page = { start: args.startFrame ?? 0, count: args.levels || MAX_FRAMES };
    const recording = this.core.recording();
    const { frames, total } = recording.stack(at, page);
    const expression = page.start > 0 ? undefined : await expressionAt(recording, at, this.core.services.analyses);
    const stackFrames = frames.map((frame) => this.stackFrame(at, frame, frame.index === 0 ? expression : undefined));
    return { stackFrames, totalFrames: total };
  }

  /** `expression`: what it has evaluated last, if it is inside of a statement. */
  private stackFrame(at: Position, frame: Frame, expression: SourcePlace | undefined): DebugProtocol.StackFrame {
    const { index, functionName, async, awaiting, detail } = frame;
    const place = expression ?? frame.place;
    // A call whose first statement has not run is at its function, all of which nobody wants to see selected.
    const isBegun = expression !== undefined || frame.stepAt > frame.enteredAt;
    const isSkipped = this.core.skipFiles.skips(place.path);
    const source = this.core.sources.sourceOf(this.core.recording(), place.path);
    return {
      id: this.core.handles.frameNumber({ at, index }),
      name: `${async ? 'async ' : ''}${functionName}${detail === undefined ? '' : ' (not followed)'}`,
      source: isSkipped ? { ...source, presentationHint: 'deemphasize' } : source,
      line: place.line,
      column: place.column,
      ...(isBegun && { endLine: place.endLine, endColumn: place.endColumn }),
      ...((awaiting || isSkipped || detail !== undefined) && { presentationHint: 'subtle' as const }),
    };
  }

  /** The first statement of the activation that a frame shows. */
  entryOf(frameId: number): Position {
    const { at, index } = this.core.handles.frame(frameId);
    const [frame] = this.core.recording().stack(at, { start: index, count: 1 }).frames;
    if (frame === undefined) throw new UserError('stale-frame', 'This frame belongs to an earlier stop.');
    const entered = { thread: at.thread, seq: frame.enteredAt };
    return this.core.recording().step(entered, 'over', 'forward') ?? entered;
  }

  /** Executions of the statement at or after a line that the playhead's thread has recorded, or that are in focus. */
  gotoTargets({ source, line, column }: Place): DebugProtocol.GotoTarget[] {
    const path = source.path === undefined ? undefined : this.core.recordedPath(source.path);
    if (path === undefined) return [];
    const recording = this.core.recording();
    const isRecorded = (source.sourceReference ?? 0) > 0;
    const ran = this.core.sources.lineThatRan(recording, { path, line, isRecorded });
    return this.targets.of(recording, this.core.position(), { path, line: ran, column, part: this.core.focus });
  }

  dataBreakpointInfo(args: {
    readonly variablesReference?: number | undefined;
    readonly name: string;
    readonly frameId?: number | undefined;
  }): DebugProtocol.DataBreakpointInfoResponse['body'] {
    return dataInfo(this.core.recording(), this.named(args));
  }

  target(id: number): Position {
    return this.targets.position(id);
  }

  /** The last execution of a statement before the playhead. */
  lastExecution({ path: wanted, line: asked, column, isRecorded }: RunBackArguments): Position {
    const path = this.core.recordedPath(wanted);
    const recording = this.core.recording();
    const at = this.core.position();
    const line = this.core.sources.lineThatRan(recording, { path: path ?? wanted, line: asked, isRecorded });
    const statement = path === undefined ? undefined : recording.executions(at, { path, line, column }, 0)?.place;
    if (statement !== undefined) {
      const hit = recording.run(at, { breakpoints: [{ id: 0, ...statement }], throws: 'none' }, 'backward');
      if (hit.reason === 'breakpoint') return hit.position;
    }
    throw new UserError('never-ran', `Line ${asked} did not run before this moment.`);
  }

  scopes(frameId: number): DebugProtocol.ScopesResponse['body'] {
    return { scopes: scopesOf(this.context(), this.core.handles.frame(frameId)) };
  }

  variables(args: VariablesArguments): DebugProtocol.VariablesResponse['body'] {
    const container = this.core.handles.container(args.variablesReference);
    const variables = childrenOf(this.context(args.format), container, args);
    return { variables: variables.map((shown) => this.withWriter(container, shown)) };
  }

  /** Its value leads to the statement that wrote it. */
  private withWriter(container: Container, shown: DebugProtocol.Variable): DebugProtocol.Variable {
    const isWritten = container.kind === 'scope' || container.kind === 'object';
    if (!isWritten || shown.presentationHint?.kind === 'virtual' || shown.name.startsWith('[')) return shown;
    return { ...shown, valueLocationReference: this.core.handles.show({ container, name: shown.name }) };
  }

  location(reference: number): DebugProtocol.LocationsResponse['body'] {
    const { container, name } = this.core.handles.value(reference);
    const { place } = lastWrite(this.core.recording(), { container, at: container.at, frame: 0, name });
    if (place === undefined) throw new UserError('no-place', `\`${name}\` was written by code that is not recorded.`);
    const { source } = this.core.placeOf(place);
    const { line, column, endLine, endColumn } = place;
    return { source, line, column, endLine, endColumn };
  }

  /** The write behind a value; of a value that the playhead stands at the write of, the one before. */
  whoWrote(args: {
    readonly variablesReference?: number | undefined;
    readonly name: string;
    readonly frameId?: number | undefined;
  }): WriteFound {
    return whoWrote(this.core.recording(), this.named(args));
  }

  /** What a request means by a name. */
  named(args: {
    readonly variablesReference?: number | undefined;
    readonly name: string;
    readonly frameId?: number | undefined;
  }): Named {
    const { at, index } = this.frameFor(args.frameId);
    const container = args.variablesReference ? this.core.handles.container(args.variablesReference) : undefined;
    return { container, at, frame: index, name: args.name };
  }

  evaluate(args: {
    readonly expression: string;
    readonly frameId?: number | undefined;
    readonly context?: string | undefined;
    readonly format?: ValueFormat | undefined;
  }): DebugProtocol.EvaluateResponse['body'] {
    const { at, index } = this.frameFor(args.frameId);
    const recording = this.core.recording();
    const result = evaluate(args.expression, { recording, at, frame: index });
    if (!result.ok) throw new UserError(result.error.code, result.error.message);
    if (args.context === 'clipboard') return { result: this.wholeText(at, result.value), variablesReference: 0 };
    const described = this.described({ at, value: result.value, path: bracketed(args.expression) }, args.format);
    return evaluated(described, PLACE.test(args.expression) && this.core.runAt(at) !== undefined);
  }

  /** A value of a moment, as the client shows it; `path`: the expression that gives it there. */
  described(
    { at, value, path }: { readonly at: Position; readonly value: Operand; readonly path: string | undefined },
    format?: ValueFormat,
  ): Described {
    const context = this.context(format);
    return describe(context, { recording: context.recording, at, hex: context.hex }, { value, path });
  }

  completions(args: Asked & { readonly frameId?: number | undefined }): DebugProtocol.CompletionsResponse['body'] {
    const { at, index } = this.frameFor(args.frameId);
    return completions(args, { recording: this.core.recording(), at, frame: index });
  }

  private wholeText(at: Position, value: Operand): string {
    if (value.kind === 'string') return value.value;
    const recording = this.core.recording();
    if (value.kind !== 'object' && value.kind !== 'made') return preview(value, { recording, at });
    return JSON.stringify(operandJson(recording, at, { value, limits: CLIPBOARD_LIMITS }), null, 2);
  }

  frameFor(frameId: number | undefined): FrameHandle {
    return frameId === undefined ? { at: this.core.position(), index: 0 } : this.core.handles.frame(frameId);
  }

  exceptionInfo(thread: number): DebugProtocol.ExceptionInfoResponse['body'] {
    const recording = this.core.recording();
    const at = this.core.positionOf(threadId(thread));
    const event = lastThrow(recording, at);
    const breakMode = this.core.exceptions.has('caught') ? 'always' : 'unhandled';
    if (event !== undefined) return { ...thrownDetails(recording, event), breakMode };
    if (this.core.stopReason !== 'exception') throw new UserError('no-exception', 'No exception was thrown here.');
    return { exceptionId: 'exception', description: 'The value that was thrown is not recorded.', breakMode };
  }

  source(args: {
    readonly sourceReference: number;
    readonly source?: { readonly path?: string | undefined } | undefined;
  }): DebugProtocol.SourceResponse['body'] {
    const wanted = { reference: args.sourceReference || undefined, path: args.source?.path };
    return { content: this.core.sources.content(this.core.recording(), wanted) };
  }

  loadedSources(): DebugProtocol.LoadedSourcesResponse['body'] {
    const recording = this.core.recording();
    const files = recording.info().files.filter(({ instrumented }) => instrumented);
    return { sources: files.map(({ path }) => this.core.sources.sourceOf(recording, path)) };
  }

  breakpointLocations(args: {
    readonly source: { readonly path?: string | undefined };
    readonly line: number;
    readonly column?: number | undefined;
    readonly endLine?: number | undefined;
    readonly endColumn?: number | undefined;
  }): DebugProtocol.BreakpointLocation[] {
    const path = args.source.path === undefined ? undefined : this.core.recordedPath(args.source.path);
    if (path === undefined) return [];
    const endLine = args.endLine ?? args.line;
    return this.core
      .recording()
      .breakpointPlaces(path, args.line, endLine)
      .filter(
        ({ line, column }) =>
          (line > args.line || column >= (args.column ?? 1)) &&
          (line < endLine || column <= (args.endColumn ?? Number.POSITIVE_INFINITY)),
      )
      .map(({ line, column }) => ({ line, column }));
  }
}

/** An expression that members can be appended to. */
function bracketed(expression: string): string {
  const text = expression.trim();
  return /^[\w$.#[\]"']+$/.test(text) ? text : `(${text})`;
}

/** A variable or property, which can be assigned. */
const PLACE =
  /^\s*[\p{ID_Start}$_][\p{ID_Continue}$]*(\s*\.\s*#?[\p{ID_Start}$_][\p{ID_Continue}$]*|\s*\[[^[\]]+\])*\s*$/u;

function evaluated({ value, ...rest }: Described, isChangeable: boolean): DebugProtocol.EvaluateResponse['body'] {
  return { result: value, ...rest, ...(!isChangeable && { presentationHint: { attributes: ['readOnly'] } }) };
}
