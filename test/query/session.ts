/** A debugger's client at a recording: how long answers take, from the request to the last byte that a person waits for. */
import { fileURLToPath } from 'node:url';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { childrenOf, megabytesOf } from '../support/processMemory.js';
import { CLI, cleanEnvironment, ROOT } from '../record/process.js';

const ADAPTER = fileURLToPath(new URL('../../test/dap/stdio.mjs', import.meta.url));
const TIMEOUT_MILLIS = 120_000;

export class Session {
  readonly #client: DebugClient;
  readonly #pid: number;

  private constructor(client: DebugClient, pid: number) {
    this.#client = client;
    this.#pid = pid;
  }

  /** Starts an adapter; nothing is open yet. */
  static async start(): Promise<Session> {
    const before = new Set(childrenOf(process.pid));
    const env = { ...cleanEnvironment(), ELIXIRSCOPE_CLI: CLI };
    const client = new DebugClient(process.execPath, ADAPTER, 'elixirscope', { cwd: ROOT, env });
    client.defaultTimeout = TIMEOUT_MILLIS;
    await client.start();
    await client.initializeRequest();
    const pid = childrenOf(process.pid).find((child) => !before.has(child)) ?? 0;
    return new Session(client, pid);
  }

  /** Milliseconds until the playhead stands at the recording's end. */
  async open(recording: string): Promise<number> {
    return millisOf(async () => {
      const stopped = this.#client.waitForEvent('stopped', TIMEOUT_MILLIS);
      await this.#client.attachRequest({ recording } as DebugProtocol.AttachRequestArguments);
      await this.#client.configurationDoneRequest();
      await stopped;
    });
  }

  /** Milliseconds until the playhead stands where the request leads. */
  async move(command: string, args: object = { threadId: 1 }): Promise<number> {
    return millisOf(async () => {
      const stopped = this.#client.waitForEvent('stopped', TIMEOUT_MILLIS);
      await this.#client.send(command, args);
      await stopped;
    });
  }

  goto(seq: number): Promise<number> {
    return this.move('elixirscope/goto', { position: { thread: 1, seq } });
  }

  /** Milliseconds for what an editor asks at every stop: the stack, the innermost frame's scopes, the variables of the first. */
  async look(): Promise<number> {
    return millisOf(async () => {
      const { body } = await this.#client.stackTraceRequest({ threadId: 1, startFrame: 0, levels: 20 });
      const { scopes } = (await this.#client.scopesRequest({ frameId: body.stackFrames[0]!.id })).body;
      const { variablesReference } = scopes[0]!;
      await this.#client.variablesRequest({ variablesReference });
    });
  }

  /** Where the playhead stands. */
  async line(): Promise<number> {
    const { body } = await this.#client.stackTraceRequest({ threadId: 1, startFrame: 0, levels: 1 });
    return body.stackFrames[0]!.line;
  }

  async breakpoint(path: string, line: number): Promise<void> {
    await this.#client.setBreakpointsRequest({ source: { path }, breakpoints: [{ line }] });
  }

  /** Milliseconds, and how many targets there are. */
  async targets(path: string, line: number): Promise<{ millis: number; count: number }> {
    let count = 0;
    const millis = await millisOf(async () => {
      const { body } = await this.#client.gotoTargetsRequest({ source: { path }, line });
      count = body.targets.length;
    });
    return { millis, count };
  }

  /** Milliseconds to the first line that a logpoint over all history prints, and to the text that comes last. */
  async logpoint(
    path: string,
    breakpoint: DebugProtocol.SourceBreakpoint,
    last: string,
  ): Promise<{ first: number; all: number }> {
    const start = performance.now();
    let first = Number.NaN;
    const done = new Promise<void>((resolve) => {
      this.#client.on('output', ({ body }: DebugProtocol.OutputEvent) => {
        if (Number.isNaN(first)) first = performance.now() - start;
        if (body.output.includes(last)) resolve();
      });
    });
    await this.#client.setBreakpointsRequest({ source: { path }, breakpoints: [breakpoint] });
    await done;
    const all = performance.now() - start;
    this.#client.removeAllListeners('output');
    await this.#client.setBreakpointsRequest({ source: { path }, breakpoints: [] });
    return { first, all };
  }

  async whoWrote(name: string): Promise<number> {
    const { body } = await this.#client.stackTraceRequest({ threadId: 1, startFrame: 0, levels: 1 });
    return this.move('elixirscope/whoWrote', { name, frameId: body.stackFrames[0]!.id });
  }

  /** Most memory that the adapter has had. */
  get megabytes(): number {
    return megabytesOf(this.#pid, 'peak');
  }

  async end(): Promise<void> {
    await this.#client.stop();
  }
}

async function millisOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
