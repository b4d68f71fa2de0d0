/**
 * Expressions that run in the program while it stands in a probe: what the debug console, and changed variables, ask for.
 *
 * In: the text, and a frame, from the engine (wire/control.ts). Out: the value, as the stream has values, or why there is none; and in the
 * stream everything that it did, as if the program had done it.
 * How: an inspector session of the own thread. A `debugger` statement makes V8 name the frames that stand below us; it evaluates in one of them
 * and goes on at once, since such a session has no client that could keep it waiting. The session is open only meanwhile: with a debugger
 * attached V8 optimises less.
 * What is recorded: functions of the program that run have their probes; variables that the text assigns are written by a site of theirs, read
 * back, because V8 loses assignments to variables of optimised frames; objects that it names are looked at again, as after a call of code
 * that is not instrumented.
 * Does not do: stops meanwhile, waiting (`await`).
 */
import type { Debugger, Runtime, Session } from 'node:inspector';
import type * as inspector from 'node:inspector';
import { createRequire } from 'node:module';
import type { EvaluateRequest, LiveOutcome } from '../wire/control.js';
import type { Kit } from '../wire/kit.js';
import { CELL } from '../wire/ring.js';
import { TAG_BITS } from '../wire/trace.js';
import type { Heap } from './heap.js';
import * as js from './intrinsics.js';
import type { InstrumentedModules } from './modules.js';
import { mentionsProbe } from './probeNames.js';
import type { Resync } from './resync.js';

/** As long as a person waits; nobody could end it otherwise. */
const TIMEOUT_MS = 10_000;
const BOX = 'elixirscope.values';

type Remote = Runtime.RemoteObject;

/** What came out of the frame, all of it in V8's hands; undefined: it has no value. */
interface Evaluated {
  readonly result: Remote | undefined;
  /** why there is no result */
  readonly problem: string;
  /** variables that the text assigns */
  readonly before: readonly Remote[];
  readonly after: readonly (Remote | undefined)[];
  /** what the text names */
  readonly named: readonly (Remote | undefined)[];
}

type Found = { readonly frame: string } | { readonly problem: string };

export interface LiveParts {
  readonly heap: Heap;
  readonly resync: Resync;
  readonly modules: InstrumentedModules;
  readonly kit: Pick<Kit, 'v0' | 'v1'>;
}

export class LiveEvaluation {
  readonly #parts: LiveParts;

  constructor(parts: LiveParts) {
    this.#parts = parts;
  }

  /** Called while the thread stands in a probe. */
  evaluate(request: EvaluateRequest): LiveOutcome {
    const { C } = this.#parts.heap.ring;
    const depth = C[CELL.DEPTH] as number;
    const { Session } = createRequire(__filename)('node:inspector') as typeof inspector;
    const session = new Session();
    session.connect();
    try {
      const values = new Values(session);
      const evaluated = this.#inFrame(session, request);
      // Calls that were ended for taking too long are still counted.
      C[CELL.DEPTH] = depth;
      return this.#record(request, evaluated, values);
    } finally {
      session.disconnect();
    }
  }

  #inFrame(session: Session, request: EvaluateRequest): Evaluated {
    let evaluated = nothing('V8 does not say where the program stands');
    const scripts = new js.SafeSet<string>();
    session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => {
      if (this.#parts.modules.isInstrumented(url)) scripts.add(scriptId);
    });
    session.once('Debugger.paused', ({ params }) => {
      const found = frameOf(params.callFrames, scripts, request);
      evaluated = 'frame' in found ? evaluateIn(session, found.frame, request) : nothing(found.problem);
    });
    session.post('Debugger.enable');
    // biome-ignore lint/suspicious/noDebugger: V8 tells of the frames below us when it comes to one
    debugger;
    session.post('Debugger.disable');
    return evaluated;
  }

  #record(request: EvaluateRequest, { before, after, named, result, problem }: Evaluated, values: Values): LiveOutcome {
    const { heap, resync, kit } = this.#parts;
    for (let i = 0; i < request.writes.length; i++) {
      const { site, instance } = request.writes[i] as EvaluateRequest['writes'][number];
      const [was, is] = [values.of(before[i]), values.of(after[i])];
      if (js.is(was, is)) continue;
      if (instance === 0) kit.v0(site << TAG_BITS, is);
      else kit.v1(site << TAG_BITS, instance, is);
    }
    const operands = js.list<unknown>();
    for (let i = 0; i < named.length; i++) operands[i] = values.of(named[i]);
    resync.ran(undefined, undefined, operands, undefined);
    if (result === undefined) return { ok: false, message: problem };
    const tag = heap.tagOf(values.of(result));
    return { ok: true, tag, low: heap.w0, high: heap.w1 };
  }
}

/** Below us and the probe that called us stand the frames of the program, in scripts that are instrumented. */
function frameOf(
  frames: readonly Debugger.CallFrame[],
  scripts: js.SafeSet<string>,
  { frame, frames: recorded }: EvaluateRequest,
): Found {
  const own = js.list<string>();
  for (let i = 0; i < frames.length; i++) {
    const { functionName, location, callFrameId } = frames[i] as Debugger.CallFrame;
    if (scripts.has(location.scriptId) && !mentionsProbe(functionName)) own[own.length] = callFrameId;
  }
  const found = own[frame];
  if (found === undefined) return { problem: 'the program has left this frame' };
  if (frame > 0 && own.length !== recorded)
    return { problem: 'the stack has frames that are not recorded: choose the innermost frame' };
  return { frame: found };
}

const nothing = (problem: string): Evaluated => ({ result: undefined, problem, before: [], after: [], named: [] });

function evaluateIn(session: Session, frame: string, { expression, writes, names }: EvaluateRequest): Evaluated {
  const before = js.list<Remote>();
  const after = js.list<Remote | undefined>();
  const named = js.list<Remote | undefined>();
  for (let i = 0; i < writes.length; i++) {
    const { result, problem } = run(session, frame, (writes[i] as { readonly name: string }).name);
    // V8 has not kept it: the assignment would make a global variable.
    if (result === undefined) return nothing(problem);
    before[i] = result;
  }
  const outcome = run(session, frame, expression);
  for (let i = 0; i < writes.length; i++)
    after[i] = run(session, frame, (writes[i] as { readonly name: string }).name).result;
  for (let i = 0; i < names.length; i++) named[i] = run(session, frame, names[i] as string).result;
  return { ...outcome, before, after, named };
}

function run(session: Session, frame: string, expression: string): Pick<Evaluated, 'result' | 'problem'> {
  let outcome: Pick<Evaluated, 'result' | 'problem'> = { result: undefined, problem: 'V8 gives no answer' };
  const asked = { callFrameId: frame, expression, silent: true, timeout: TIMEOUT_MS };
  session.post('Debugger.evaluateOnCallFrame', asked, (failure, reply?: Debugger.EvaluateOnCallFrameReturnType) => {
    if (failure !== null) outcome = { result: undefined, problem: failureText(failure.message) };
    else if (reply?.exceptionDetails !== undefined)
      outcome = { result: undefined, problem: thrownText(reply.exceptionDetails) };
    else if (reply !== undefined) outcome = { result: reply.result, problem: '' };
  });
  return outcome;
}

const failureText = (message: string): string =>
  js.includes(message, 'terminated') ? `it took longer than ${TIMEOUT_MS / 1000} seconds, and was ended` : message;

/** Without its stack, which is that of the debugger. */
function thrownText({ exception, text }: Runtime.ExceptionDetails): string {
  const told = exception?.description ?? `${text} ${String(exception?.value)}`;
  const end = js.indexOf(told, '\n    at ');
  return end < 0 ? told : js.slice(told, 0, end);
}

/** Takes values out of V8's hands: by a function that it calls with them. */
class Values {
  readonly #session: Session;
  readonly #box: { value: unknown } = { value: undefined };
  #holder: string | undefined;

  constructor(session: Session) {
    this.#session = session;
    const key = Symbol.for(BOX);
    js.defineProperty(globalThis, key, { __proto__: null, value: this.#box, configurable: true });
    session.post('Runtime.evaluate', { expression: `globalThis[Symbol.for('${BOX}')]` }, (failure, reply) => {
      if (failure === null) this.#holder = reply.result.objectId;
    });
    Reflect.deleteProperty(globalThis, key);
  }

  of(remote: Remote | undefined): unknown {
    const { objectId, unserializableValue, value } = remote ?? {};
    if (objectId === undefined && unserializableValue === undefined) return value;
    const argument = objectId === undefined ? { unserializableValue } : { objectId };
    this.#session.post('Runtime.callFunctionOn', {
      functionDeclaration: 'function (value) { this.value = value }',
      objectId: this.#holder,
      arguments: [argument as Runtime.CallArgument],
    });
    const taken = this.#box.value;
    this.#box.value = undefined;
    return taken;
  }
}
