/** The real adapter, one process for many clients, on a port of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { Frames } from '../dap/frames.js';
import { violation } from '../dap/schema.js';
import { CLI, cleanEnvironment } from '../record/process.js';
import type { Conversation } from './messages.js';
import { ENDING } from './messages.js';

/** Longer than any request may take, on a machine that has other things to do. */
const ANSWER_MILLIS = 20_000;
const START_MILLIS = 20_000;
/** Whether anything comes after the end of a session, or behind garbage, is the adapter's own affair. */
const GRACE_MILLIS = 300;

interface Received {
  readonly type: string;
  readonly request_seq?: number;
}

export class Adapter {
  private stderr = '';
  private ended: string | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private port: number,
  ) {
    child.on('exit', (code, signal) => {
      this.ended = `the adapter ended with ${code ?? signal}: ${this.stderr}`;
    });
  }

  static async start(cwd: string): Promise<Adapter> {
    const child = spawn(process.execPath, [CLI, 'dap', '--port', '0'], {
      cwd,
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const adapter = new Adapter(child, 0);
    adapter.port = await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the adapter does not listen: ${adapter.stderr}`)), START_MILLIS);
      child.stderr!.on('data', (data: Buffer) => {
        adapter.stderr = (adapter.stderr + data.toString()).slice(-4000);
        const found = /listening on 127\.0\.0\.1:(\d+)/.exec(adapter.stderr);
        if (found === null) return;
        clearTimeout(timer);
        resolve(Number(found[1]));
      });
    });
    return adapter;
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }

  /** What is wrong with how the adapter behaves in a conversation; undefined if nothing is. */
  async talk({ sent, garbage }: Conversation): Promise<string | undefined> {
    const client = new Client(await this.connected());
    const isEnding = sent.some((message) => message.kind === 'request' && ENDING.has(message.command));
    for (const message of sent) {
      if (message.kind === 'body') client.body(message.text);
      else client.request(message.command, message.args);
    }
    // A session that nobody ended is alive, whatever came before.
    if (!isEnding) client.request('threads', {});
    const problem = await client.answered(isEnding);
    if (garbage !== undefined) client.raw(garbage);
    client.request('disconnect', { terminateDebuggee: true });
    await client.closed(garbage === undefined && !isEnding ? ANSWER_MILLIS : GRACE_MILLIS);
    return this.ended ?? problem ?? client.problem;
  }

  private connected(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => resolve(socket));
      socket.once('error', (error) => reject(new Error(this.ended ?? error.message)));
    });
  }
}

class Client {
  problem: string | undefined;
  private seq = 1000;
  private readonly open = new Map<number, string>();
  private readonly frames = new Frames();
  private wake: () => void = () => undefined;
  private isClosed = false;

  constructor(private readonly socket: Socket) {
    socket.on('data', (data) => {
      for (const message of this.frames.push(data)) this.receive(message as Received);
      this.wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isClosed = true;
      this.wake();
    });
  }

  private receive(message: Received): void {
    const problem = violation(message);
    if (problem !== undefined) this.problem ??= problem.slice(0, 2000);
    if (message.type !== 'response' || message.request_seq === undefined || message.request_seq < 1000) return;
    if (!this.open.delete(message.request_seq)) this.problem ??= `answered twice: ${JSON.stringify(message)}`;
  }

  request(command: string, args: unknown): void {
    const seq = this.seq++;
    this.open.set(seq, command);
    this.body(JSON.stringify({ seq, type: 'request', command, arguments: args }));
  }

  body(text: string): void {
    this.raw(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  raw(text: string): void {
    if (!this.isClosed) this.socket.write(text);
  }

  /** Waits for all answers; of a session that was ended, for the connection's end. */
  async answered(isEnding: boolean): Promise<string | undefined> {
    const isDone = (): boolean => this.open.size === 0 || (isEnding && this.isClosed);
    if (await this.until(isDone, isEnding ? GRACE_MILLIS : ANSWER_MILLIS)) return undefined;
    if (isEnding) return undefined;
    return `not answered: ${[...this.open.values()].join(', ')}`;
  }

  async closed(millis: number): Promise<void> {
    await this.until(() => this.isClosed || this.open.size === 0, millis);
    this.socket.destroy();
  }

  private async until(isDone: () => boolean, millis: number): Promise<boolean> {
    const end = performance.now() + millis;
    while (!isDone()) {
      const left = end - performance.now();
      if (left <= 0 || (this.isClosed && !isDone())) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return true;
  }
}
