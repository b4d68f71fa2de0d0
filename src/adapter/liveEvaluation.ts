/**
 * Changes at the live edge: the program stands in a probe, and what the debug console and changed variables ask for runs in it, really. What it
 * did is recorded behind where the program stood, and the playhead goes there; a step back leads to before it.
 *
 * Expressions that the recording can answer are answered by it, here too: nothing runs for them.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { UserError } from '../base/result.js';
import { evaluate, type Mentions, mentions, type Value } from '../query/api.js';
import type { EvaluateRequest } from '../wire/control.js';
import type { SessionCore } from './core.js';
import type { Container, FrameHandle } from './handles.js';
import type { Inspection, ValueFormat, VariablesArguments } from './inspection.js';
import type { LiveRun } from './liveRun.js';
import type { RecordingWatch } from './recordingWatch.js';
import { memberPath } from './variables.js';

/** Failures of the recorded evaluation that the program may do better with. */
const FOR_THE_PROGRAM = new Set(['refused', 'costly', 'unknown', 'reference']);

/** An object and the expression that leads to it. */
type Part = Pick<Extract<Container, { kind: 'object' }>, 'at' | 'id' | 'path'>;

interface Format {
  readonly format?: ValueFormat | undefined;
}

export class LiveEvaluation {
  constructor(
    private readonly core: SessionCore,
    private readonly inspection: Inspection,
    private readonly watch: RecordingWatch,
  ) {}

  /** What is typed into the debug console. */
  async evaluate(
    args: Format & {
      readonly expression: string;
      readonly frameId?: number | undefined;
      readonly context?: string | undefined;
    },
  ): Promise<DebugProtocol.EvaluateResponse['body']> {
    const frame = this.inspection.frameFor(args.frameId);
    const recorded = evaluate(args.expression, {
      recording: this.core.recording(),
      at: frame.at,
      frame: frame.index,
    });
    const isKnown = recorded.ok ? recorded.value.kind !== 'unknown' : !FOR_THE_PROGRAM.has(recorded.error.code);
    if (isKnown || this.core.runAt(frame.at) === undefined) return this.inspection.evaluate(args);
    const value = await this.run(frame, args.expression);
    const { value: result, ...rest } = this.inspection.described(
      { at: this.core.positionOf(frame.at.thread), value, path: undefined },
      args.format,
    );
    return { result, ...rest };
  }

  /** Variables of anything; what a getter gives is asked of the program. */
  async variables(args: VariablesArguments): Promise<DebugProtocol.VariablesResponse['body']> {
    const container = this.core.handles.container(args.variablesReference);
    if (container.kind !== 'getter') return this.inspection.variables(args);
    const { frame, path } = this.member(container, container.name);
    const value = await this.run(frame, path);
    const at = this.core.positionOf(frame.at.thread);
    return { variables: [{ name: container.name, ...this.inspection.described({ at, value, path }, args.format) }] };
  }

  async setVariable(
    args: Format & { readonly variablesReference: number; readonly name: string; readonly value: string },
  ): Promise<DebugProtocol.SetVariableResponse['body']> {
    const container = this.core.handles.container(args.variablesReference);
    const { frame, path } = this.target(container, args.name);
    return this.assign(frame, path, args);
  }

  setExpression(
    args: Format & { readonly expression: string; readonly value: string; readonly frameId?: number | undefined },
  ): Promise<DebugProtocol.SetExpressionResponse['body']> {
    return this.assign(this.inspection.frameFor(args.frameId), args.expression, args);
  }

  private async assign(
    frame: FrameHandle,
    target: string,
    { value: text, format }: Format & { readonly value: string },
  ): Promise<DebugProtocol.SetExpressionResponse['body']> {
    this.assertLive(frame, target);
    const value = await this.run(frame, `${target} = (${text}\n)`);
    const at = this.core.positionOf(frame.at.thread);
    const now = this.core.recording().variable(at, frame.index, target.trim())?.value;
    if (now !== undefined && JSON.stringify(now) !== JSON.stringify(value))
      throw new UserError(
        'not-kept',
        `\`${target}\` keeps its value: V8 has optimised this call of the function. Set a breakpoint before it, or change the source and restart.`,
      );
    return this.inspection.described({ at, value, path: target }, format);
  }

  /** What an expression means that assigns to something shown. */
  private target(container: Container, name: string): { readonly frame: FrameHandle; readonly path: string } {
    const frame = { at: container.at, index: 0 };
    if (container.kind === 'scope') return { frame: { ...frame, index: container.frame }, path: name };
    this.assertLive(frame, name);
    if (container.kind !== 'object' || name.startsWith('[')) throw unreachable(name);
    return this.member(container, name);
  }

  /** A property of an object, in the frame in which the object's path leads to it: it may have been opened in any. */
  private member({ at, id, path }: Part, name: string): { readonly frame: FrameHandle; readonly path: string } {
    const recording = this.core.recording();
    const { total } = recording.stack(at, { start: 0, count: 0 });
    for (let index = 0; index < total && path !== undefined; index++) {
      const found = evaluate(path, { recording, at, frame: index });
      if (found.ok && found.value.kind === 'object' && found.value.id === id)
        return { frame: { at, index }, path: memberPath(path, name) };
    }
    throw unreachable(name);
  }

  /** Runs a text in the program, which stands in a frame. */
  private async run(frame: FrameHandle, text: string): Promise<Value> {
    const run = this.assertLive(frame, text);
    const parsed = mentions(text);
    if (!parsed.ok) throw new UserError(parsed.error.code, parsed.error.message);
    const { thread } = frame.at;
    const outcome = await run.evaluate(thread, this.request(frame, parsed.value));
    const recording = this.core.recording();
    recording.refresh();
    this.core.advance(frame.at);
    // Nobody is stopped by what he does himself.
    this.watch.skip(recording);
    if (outcome === undefined) throw new UserError('gone', 'The program has ended.');
    if (!outcome.ok) throw new UserError('threw', this.problem(frame, outcome.message));
    return recording.received(thread, outcome);
  }

  /** V8 keeps of outer variables only those that the function's code uses. */
  private problem({ at, index }: FrameHandle, message: string): string {
    const [, name] = /^ReferenceError: (\S+) is not defined$/.exec(message) ?? [];
    if (name === undefined || this.core.recording().variable(at, index, name) === undefined) return message;
    return `V8 does not keep \`${name}\` for this function, whose code does not use it: choose a frame that does, the module's for instance.`;
  }

  private request({ at, index }: FrameHandle, { plain, assigned, names }: Mentions): EvaluateRequest {
    const recording = this.core.recording();
    const frames = recording.stack(at).frames.filter(({ awaiting }) => !awaiting);
    if (frames[index] === undefined)
      throw new UserError('not-running', 'This function waits at an `await`: choose a frame that runs.');
    const writes = assigned.flatMap((name) => {
      if (recording.variable(at, index, name) === undefined) return [];
      const writer = recording.writer(at, index, name);
      if (writer === 'constant') throw new UserError('constant', `\`${name}\` is constant.`);
      if (writer !== undefined) return [{ name, ...writer }];
      throw new UserError(
        'not-recordable',
        `\`${name}\` cannot be assigned in this frame, because it could not be recorded${index > 0 ? ': choose the innermost frame' : ''}.`,
      );
    });
    return { frame: index, frames: frames.length, expression: plain, writes, names };
  }

  private assertLive(frame: FrameHandle, text: string): LiveRun {
    const run = this.core.runAt(frame.at);
    if (run !== undefined) return run;
    const why =
      this.core.state.kind === 'live-stopped'
        ? 'the program is in its event loop, in no call'
        : 'run' in this.core.state
          ? 'this is what the program recorded. Go to the live edge first'
          : 'this is what the program recorded. Change the source and restart to try another value';
    throw new UserError('immutable', `\`${text}\` cannot be changed: ${why}.`);
  }
}

const unreachable = (name: string): UserError =>
  new UserError('no-path', `\`${name}\` cannot be reached here: no expression leads to it from a frame.`);
