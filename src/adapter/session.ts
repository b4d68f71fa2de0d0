/**
 * One client's connection: protocol messages in, the catalogue's handlers, responses and events out.
 *
 * Invariants: every request goes through `answer`, gets exactly one response, and cannot take the session down, whatever it throws.
 * Requests are answered in the order in which they came, except the urgent ones, which interrupt what is at work.
 */
import type { Writable } from 'node:stream';
import { DebugSession, Event, Response } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { UserError } from '../base/result.js';
import { CustomRequests } from './custom.js';
import { type Services, SessionCore } from './core.js';
import { Lifecycle } from './lifecycle.js';
import { Moves } from './moves.js';
import { ProgramEvents } from './programEvents.js';
import { RecordingWatch } from './recordingWatch.js';
import { Inspection } from './inspection.js';
import { LineNumbers } from './lineNumbers.js';
import { LiveEvaluation } from './liveEvaluation.js';
import type { RequestContext, RequestHandler } from './requestHandler.js';
import { REQUESTS } from './requests.js';

/** Long enough for a person to answer the terminal's own questions. */
const CLIENT_TIMEOUT_MS = 60_000;

export class EngineSession extends DebugSession {
  private readonly core: SessionCore;
  private readonly lifecycle: Lifecycle;
  private readonly context: Omit<RequestContext, 'after'>;
  private readonly lines = new LineNumbers();
  private queue: Promise<void> = Promise.resolve();
  /** requests in the queue, and those of them that the client has cancelled */
  private readonly waiting = new Set<number>();
  private readonly cancelled = new Set<number>();
  private output: Writable | undefined;

  constructor(services: Services) {
    super();
    this.core = new SessionCore(services, {
      event: (event, body) => this.tell(event, body),
      runInTerminal: (args) => this.ask('runInTerminal', args, 'The terminal could not be opened'),
      startDebugging: (args) => this.ask('startDebugging', args, 'No session was started'),
    });
    const moves = new Moves(this.core);
    const watch = new RecordingWatch(this.core);
    this.lifecycle = new Lifecycle(this.core, moves, new ProgramEvents(this.core, watch));
    const inspection = new Inspection(this.core);
    this.context = {
      core: this.core,
      lifecycle: this.lifecycle,
      moves,
      watch,
      inspection,
      live: new LiveEvaluation(this.core, inspection, watch),
      custom: new CustomRequests(this.core),
      lines: this.lines,
      event: (event) => this.tell(event),
      cancel: (requestSeq) => {
        if (this.waiting.has(requestSeq)) this.cancelled.add(requestSeq);
      },
    };
    // The library's own listeners end the process on the first message that is no JSON.
    this.removeAllListeners('error');
    this.on('error', (event: DebugProtocol.Event) => this.unreadable(event));
  }

  /** Resolved when the session is over and nothing of it is left running. */
  get done(): Promise<void> {
    return this.lifecycle.done;
  }

  override start(input: NodeJS.ReadableStream, output: Writable): void {
    this.output = output;
    super.start(input, output);
  }

  /** The client is gone. */
  override shutdown(): void {
    void this.lifecycle.disconnect(undefined).catch(() => undefined);
  }

  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (typeof message !== 'object' || message === null) return this.refuse(0, '', 'The message is not an object.');
    if (message.type === 'response') return super.handleMessage(message);
    const { seq, type, command } = message as Partial<DebugProtocol.Request>;
    const number = typeof seq === 'number' ? seq : 0;
    if (type !== 'request')
      return this.refuse(number, '', `The message has the type ${JSON.stringify(type)}; "request" was expected.`);
    if (typeof command !== 'string') return this.refuse(number, '', 'The request has no command.');
    this.dispatchRequest(message as DebugProtocol.Request);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const handler = REQUESTS.get(request.command);
    if (handler === undefined) {
      return this.refuse(request.seq, request.command, `ElixirScope does not know the request "${request.command}".`);
    }
    if (handler.urgent) return void this.answer(request, handler);
    this.waiting.add(request.seq);
    this.queue = this.queue.then(() => {
      this.waiting.delete(request.seq);
      if (this.cancelled.delete(request.seq)) return this.refuse(request.seq, request.command, 'cancelled', true);
      return this.answer(request, handler);
    });
  }

  private async answer(request: DebugProtocol.Request, handler: RequestHandler): Promise<void> {
    const later: (() => void | Promise<void>)[] = [];
    try {
      const body = await handler.run(request.arguments, { ...this.context, after: (work) => later.push(work) });
      this.respond(request, typeof body === 'object' && body !== null ? body : undefined);
    } catch (error) {
      this.refuse(
        request.seq,
        request.command,
        messageOf(error),
        error instanceof UserError && SILENT.has(request.command),
      );
      return;
    }
    for (const work of later) await this.guarded(work);
  }

  private respond(request: DebugProtocol.Request, body: object | undefined): void {
    const response: DebugProtocol.Response = new Response(request);
    if (body !== undefined) response.body = this.lines.toClient(body);
    this.sendResponse(response);
  }

  private refuse(requestSeq: number, command: string, message: string, isSilent = false): void {
    const request = { seq: requestSeq, command, type: 'request' } as DebugProtocol.Request;
    const response: DebugProtocol.ErrorResponse = {
      ...new Response(request, message),
      body: { error: { id: 1, format: escaped(message), showUser: !isSilent } },
    };
    this.sendResponse(response);
  }

  /** What happens after a response has no response to fail: it is told in the console. */
  private async guarded(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.tell('output', { category: 'important', output: `${messageOf(error)}\n` });
      this.stayed();
    }
  }

  /** The playhead is still where it was; where that cannot be told, the user has been told why. */
  private stayed(): void {
    try {
      this.core.afterFailedMove();
    } catch (error) {
      this.tell('output', { category: 'console', output: `${messageOf(error)}\n` });
    }
  }

  /** What is told in one turn goes out in one piece: thousands of a logpoint's lines would be a system call each. */
  private tell(event: string, body?: object): void {
    if (this.output !== undefined && this.output.writableCorked === 0) {
      const { output } = this;
      output.cork();
      process.nextTick(() => output.uncork());
    }
    this.sendEvent(new Event(event, body === undefined ? undefined : this.lines.toClient(body)));
  }

  /** A request to the client; `failure` begins the message if it refuses. */
  private ask(command: string, args: object, failure: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.sendRequest(command, args, CLIENT_TIMEOUT_MS, (response) => {
        if (response.success) resolve();
        else reject(new UserError('client-refused', `${failure}: ${response.message ?? 'no reason given'}.`));
      });
    });
  }

  private unreadable(event: DebugProtocol.Event): void {
    const text = String(event.body ?? '');
    if (text.startsWith('Error handling data')) this.refuse(0, '', text);
    else this.shutdown();
  }
}

/** Failures of these belong beside the expression, not into a notification. */
const SILENT = new Set([
  'evaluate',
  'completions',
  'variables',
  'scopes',
  'locations',
  'stackTrace',
  'exceptionInfo',
  'source',
  'loadedSources',
  'breakpointLocations',
  'threads',
  // Asked again and again by what shows their answers: one that comes too late is no failure of the user's.
  'elixirscope/inlineValues',
  'elixirscope/coverage',
  'elixirscope/durations',
  'elixirscope/cameFrom',
  'elixirscope/timeline',
  'elixirscope/position',
]);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Braces are placeholders in a protocol message's format. */
const escaped = (message: string): string => message.replaceAll('{', '(').replaceAll('}', ')');
