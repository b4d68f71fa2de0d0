/** A conversation with the real adapter over its standard input and output, written down as text for golden files. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { expect } from 'vitest';
import { CLI, cleanEnvironment, ROOT } from '../record/process.js';
import { StoppedThread } from './stoppedThread.js';
import { TerminalClient } from './terminalClient.js';
import { Transcript } from './transcript.js';

const TIMEOUT_MILLIS = 20_000;

/** Requests that concern no thread. */
const THREADLESS = new Set([
  'restart',
  'restartFrame',
  'gotoTargets',
  'source',
  'setVariable',
  'setExpression',
  'evaluate',
  'scopes',
  'variables',
  'elixirscope/goto',
  'elixirscope/whoWrote',
  'elixirscope/scheduled',
  'elixirscope/runBackTo',
]);

/** As the library's client says it. */
const CLIENT = {
  adapterID: 'elixirscope',
  linesStartAt1: true,
  columnsStartAt1: true,
  pathFormat: 'path',
  supportsProgressReporting: true,
};

export interface Launch {
  /** relative to the copied folder; without it `more` says what runs */
  readonly program?: string;
  /** file -> breakpoints */
  readonly breakpoints?: Readonly<Record<string, readonly DebugProtocol.SourceBreakpoint[]>>;
  readonly functions?: readonly DebugProtocol.FunctionBreakpoint[];
  readonly filters?: readonly string[];
  readonly filterOptions?: readonly DebugProtocol.ExceptionFilterOptions[];
  /** more of the launch configuration */
  readonly more?: Readonly<Record<string, unknown>>;
}

export class Conversation extends StoppedThread {
  private startsSessions = false;
  private isOver = false;

  private constructor(
    readonly folder: string,
    private readonly port?: number,
  ) {
    const bridge = fileURLToPath(new URL('stdio.mjs', import.meta.url));
    const options = { cwd: ROOT, env: { ...cleanEnvironment(), ELIXIRSCOPE_CLI: CLI } };
    super(new TerminalClient(process.execPath, bridge, 'elixirscope', options, true), new Transcript(folder));
    this.client.defaultTimeout = TIMEOUT_MILLIS;
    this.client.on('output', ({ body }: DebugProtocol.OutputEvent) => this.transcript.write(body));
    this.client.on('breakpoint', ({ body }: DebugProtocol.BreakpointEvent) =>
      this.say(`event breakpoint ${breakpointText(body.breakpoint)}`),
    );
  }

  /** Works on a copy of a folder of test/, so that recordings and caches leave nothing behind. */
  static async on(folder: string): Promise<Conversation> {
    const copy = mkdtempSync(join(tmpdir(), 'elixirscope-dap-'));
    cpSync(join(ROOT, 'test', folder), copy, { recursive: true });
    const conversation = new Conversation(copy);
    await conversation.client.start();
    return conversation;
  }

  /** With an adapter that listens already. */
  static async to(folder: string, port: number): Promise<Conversation> {
    const conversation = new Conversation(folder, port);
    await conversation.client.start(port);
    return conversation;
  }

  /** Ends the session; the folder stays. */
  async disconnect(args?: DebugProtocol.DisconnectArguments): Promise<void> {
    if (args !== undefined) await this.client.disconnectRequest(args);
    // An adapter that failed to start answers nothing.
    if (!this.isOver)
      await Promise.race([this.client.stop(), new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
    this.isOver = true;
  }

  /** How the client's terminal starts a program. */
  answerTerminal(run: (args: DebugProtocol.RunInTerminalRequestArguments) => void): void {
    this.client.runInTerminal = run;
  }

  /** The client starts sessions for child processes. Resolves with the port and the name of the first. */
  startsChildren(): Promise<{ readonly port: number; readonly name: string }> {
    this.startsSessions = true;
    return new Promise((resolve) => {
      this.client.startDebugging = ({ request, configuration }) => {
        const { port, name } = configuration as { port: number; name: string };
        this.say(`startDebugging ${request} ${name.replace(/\d+/, '<pid>')}`);
        resolve({ port, name });
      };
    });
  }

  /** What the client's list of threads shows. */
  async threads(): Promise<void> {
    const { threads } = (await this.client.threadsRequest()).body;
    this.say(`threads: ${threads.map(({ id, name }) => `${id} ${name.replace(/\d{2,}/, '<pid>')}`).join(', ')}`);
  }

  /** From here on requests are about another thread. */
  lookAt(thread: number): void {
    this.thread = thread;
  }

  /** Ends everything; fails if a message was not as the protocol wants it. */
  async close(): Promise<void> {
    await this.disconnect();
    rmSync(this.folder, { recursive: true, force: true });
    expect(this.client.violations).toEqual([]);
  }

  async launch({
    program,
    breakpoints = {},
    functions,
    filters = [],
    filterOptions,
    more = {},
  }: Launch): Promise<void> {
    this.say(`launch ${program ?? 'a command'}`);
    await this.client.initializeRequest({ ...CLIENT, supportsStartDebuggingRequest: this.startsSessions });
    const configuration = { ...(program && { program: join(this.folder, program) }), cwd: this.folder, ...more };
    const launched = this.client.launchRequest(configuration as DebugProtocol.LaunchRequestArguments);
    if (functions !== undefined) await this.functionBreakpoints(functions);
    if (filterOptions === undefined) await this.configure(breakpoints, filters);
    else await this.configure(breakpoints, filters, filterOptions);
    await launched;
  }

  async attach(recording: string, breakpoints: NonNullable<Launch['breakpoints']> = {}): Promise<void> {
    this.say('attach');
    await this.client.initializeRequest();
    await this.client.attachRequest({ recording } as DebugProtocol.AttachRequestArguments);
    await this.configure(breakpoints, []);
  }

  /** To the program that the adapter's own process records; it stops at a breakpoint. */
  async attachToRunning(breakpoints: NonNullable<Launch['breakpoints']>): Promise<void> {
    this.say('attach to the running program');
    await this.client.initializeRequest();
    await this.client.attachRequest({ port: this.port } as DebugProtocol.AttachRequestArguments);
    await this.configure(breakpoints, []);
  }

  private async configure(
    breakpoints: NonNullable<Launch['breakpoints']>,
    filters: readonly string[],
    filterOptions?: NonNullable<Launch['filterOptions']>,
  ): Promise<void> {
    for (const [file, places] of Object.entries(breakpoints)) await this.breakpoints(file, places);
    if (filterOptions === undefined) await this.client.setExceptionBreakpointsRequest({ filters: [...filters] });
    else await this.exceptions(filters, filterOptions);
    await this.stop('configurationDone', () => this.client.configurationDoneRequest());
  }

  async breakpoints(file: string, places: readonly DebugProtocol.SourceBreakpoint[]): Promise<void> {
    const { body } = await this.client.setBreakpointsRequest({
      source: { path: join(this.folder, file) },
      breakpoints: [...places],
    });
    this.say(`breakpoints ${file} ${body.breakpoints.map(breakpointText).join('; ')}`);
  }

  async functionBreakpoints(functions: readonly DebugProtocol.FunctionBreakpoint[]): Promise<void> {
    const { body } = await this.client.setFunctionBreakpointsRequest({ breakpoints: [...functions] });
    this.say(
      `functions ${functions.map(({ name }) => name).join(', ')}: ${body.breakpoints.map(breakpointText).join('; ')}`,
    );
  }

  async exceptions(
    filters: readonly string[],
    filterOptions: readonly DebugProtocol.ExceptionFilterOptions[],
  ): Promise<void> {
    const { body } = await this.client.setExceptionBreakpointsRequest({
      filters: [...filters],
      filterOptions: [...filterOptions],
    });
    const names = [
      ...filters,
      ...filterOptions.map(({ filterId, condition }) => `${filterId} if ${condition ?? 'any'}`),
    ];
    const found = body?.breakpoints?.map(({ verified, message }) => (verified ? 'verified' : message)) ?? [];
    this.say(`exceptions ${names.map((name, i) => `${name}: ${found[i]}`).join('; ')}`);
  }

  /** Replaces all data breakpoints, by expressions in the innermost frame. */
  async watch(
    data: readonly { readonly name: string; readonly condition?: string; readonly hitCondition?: string }[],
  ): Promise<void> {
    const frameId = await this.topFrame();
    const wanted: DebugProtocol.DataBreakpoint[] = [];
    for (const { name, ...more } of data) {
      const { body } = await this.client.dataBreakpointInfoRequest({ name, frameId });
      this.say(`data ${name}: ${body.dataId === null ? 'refused, ' : ''}${body.description}`);
      if (body.dataId !== null) wanted.push({ dataId: body.dataId, ...more });
    }
    const { body } = await this.client.setDataBreakpointsRequest({ breakpoints: wanted });
    this.say(`watch ${body.breakpoints.map(({ verified }) => verified).join(', ')}`);
  }

  /** A move and where it leads: the stop, the stack, and the innermost scope's variables. */
  async move(command: string, args: object = {}): Promise<void> {
    await this.stop(command, () => this.client.send(command, this.withThread(command, args)));
  }

  private async stop(name: string, ask: () => Promise<unknown>): Promise<void> {
    this.say(`> ${name}`);
    const stopped = this.client.waitForEvent('stopped', TIMEOUT_MILLIS) as Promise<DebugProtocol.StoppedEvent>;
    await ask();
    const { body } = await stopped;
    this.thread = body.threadId ?? this.thread;
    this.say(
      `stopped ${body.reason}: ${body.description ?? ''}${body.text === undefined ? '' : ` | ${body.text}`}${body.hitBreakpointIds === undefined ? '' : ` | breakpoint ${body.hitBreakpointIds.join(', ')}`}`,
    );
    await this.showStack();
  }

  /** Where "jump to cursor" can lead on a line; writes down the labels. */
  async targets(file: string, line: number): Promise<readonly DebugProtocol.GotoTarget[]> {
    const { body } = await this.client.gotoTargetsRequest({ source: { path: join(this.folder, file) }, line });
    this.say(`targets ${file}:${line}`);
    for (const { label, line: start, column } of body.targets) this.say(`  ${label} ${start}:${column}`);
    return body.targets;
  }

  /** What has been written to the client's console. */
  get console(): string {
    return this.transcript.console;
  }

  /** Waits until a text was printed in the console. */
  async printed(text: string): Promise<void> {
    while (!this.transcript.console.includes(text)) await this.client.waitForEvent('output', TIMEOUT_MILLIS);
  }

  /** To the write behind an expression's value. */
  async whoWrote(name: string): Promise<void> {
    const frameId = await this.topFrame();
    this.say(`who wrote ${name}`);
    await this.move('elixirscope/whoWrote', { name, frameId });
  }

  /** Any other request; writes down the response's body, or the message that refuses it. */
  async ask(command: string, args: object = {}): Promise<unknown> {
    this.say(`> ${command} ${JSON.stringify(args)}`);
    try {
      const { body } = await this.client.send(command, this.withThread(command, args));
      if (body !== undefined) this.say(JSON.stringify(body, null, 2));
      return body;
    } catch (error) {
      this.say(`refused: ${(error as Error).message}`);
      return undefined;
    }
  }

  private withThread(command: string, args: object): object {
    return THREADLESS.has(command) ? args : { threadId: this.thread, ...args };
  }

  /** Compares with test/golden/dap/<name>.txt, see Transcript. */
  check(name: string): void {
    this.transcript.check(name);
  }
}

function breakpointText({ verified, line, column, message }: DebugProtocol.Breakpoint): string {
  return `${verified ? 'verified' : 'pending'} ${line}${column === undefined ? '' : `:${column}`}${message === undefined ? '' : ` (${message})`}`;
}
