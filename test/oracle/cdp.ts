/** A Node process under V8's inspector, and the Chrome DevTools Protocol spoken to it over Node's own WebSocket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cleanEnvironment } from '../record/process.js';

type Parameters = Readonly<Record<string, unknown>>;
interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Parameters;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface InspectedOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly nodeFlags: readonly string[];
  readonly cwd: string;
  readonly input: string;
}

export class Inspected {
  private nextId = 1;
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private readonly listeners = new Map<string, (params: Parameters) => void>();

  private constructor(
    private readonly child: ChildProcess,
    /** everything the program printed so far */
    readonly output: { readonly stdout: string; readonly stderr: string },
    private readonly socket: WebSocket,
    /** settles when the process ended or the inspector went away */
    readonly closed: Promise<void>,
  ) {
    socket.addEventListener('message', ({ data }) => this.receive(JSON.parse(String(data)) as Answer));
    socket.addEventListener('close', () => this.fail(new Error('the inspector closed the connection')));
  }

  /** Starts the program, stopped before its first statement. */
  static async start(options: InspectedOptions): Promise<Inspected> {
    const { program, args, nodeFlags, cwd, input } = options;
    const child = spawn('node', ['--inspect-brk=127.0.0.1:0', ...nodeFlags, program, ...args], {
      cwd,
      env: cleanEnvironment(),
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    const address = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) =>
        reject(new Error(`ended with ${code} before it could be inspected: ${output.stderr}`)),
      );
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        output.stderr += text;
        const found = /^Debugger listening on (ws:\S+)$/m.exec(output.stderr)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const socket = new WebSocket(address);
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)), { once: true });
    });
    return new Inspected(child, output, socket, closed);
  }

  on<P>(method: string, listener: (params: P) => void): void {
    this.listeners.set(method, listener as (params: Parameters) => void);
  }

  send<R>(method: string, params: Parameters = {}): Promise<R> {
    const id = this.nextId++;
    return new Promise<R>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Lets a process that waits for us end, and ends one that does not. */
  close(): void {
    this.socket.close();
    setTimeout(() => this.child.kill('SIGKILL'), 2000).unref();
  }

  private receive(answer: Answer): void {
    if (answer.id === undefined) {
      this.listeners.get(answer.method ?? '')?.(answer.params ?? {});
      return;
    }
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.error) waiting?.reject(new Error(answer.error.message));
    else waiting?.resolve(answer.result);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
