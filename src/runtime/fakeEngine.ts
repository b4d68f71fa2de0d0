/** For tests: an engine on a Unix socket that takes a debuggee's stream, and the debuggee, running hand-written instrumented code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import {
  type DebuggeeOptions,
  DEFAULT_LIMITS,
  FRAME,
  OPTIONS_VARIABLE,
  type ToDebuggee,
  type ToEngine,
} from '../wire/control.js';
import { sealed } from '../wire/cacheFiles.js';
import { footerText, kitExpression } from '../wire/kit.js';
import { EventText } from './eventText.js';

/** Gives `step(n)`, the step probe of site n, and the kit as K, to a hand-written program. */
const prelude = [
  `const K = ${kitExpression('globalThis')}, { C, I } = K, B = $ES_BASE$ | 0;`,
  'function step(n) { let c = C[0]; if (c > C[1]) c = K.flush(); I[c] = (B + n) << 5; C[0] = c + 1; if (C[4] !== 0) K.attend((B + n) << 5); }',
].join(' ');

export interface Outcome {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly messages: readonly ToEngine[];
  /** see EventText */
  readonly events: () => readonly string[];
}

export interface FakeRun {
  readonly options?: Partial<DebuggeeOptions>;
  /** what the engine answers or does; after the standard answers */
  readonly onMessage?: (message: ToEngine, engine: FakeEngine) => void;
  readonly leading?: readonly number[];
}

export class FakeEngine {
  readonly messages: ToEngine[] = [];
  child: ChildProcess | undefined;
  #socket: Socket | undefined;
  #input: Buffer = Buffer.alloc(0);
  readonly #data: Buffer[] = [];
  readonly #cache: string;
  readonly #run: FakeRun;

  constructor(cache: string, run: FakeRun) {
    this.#cache = cache;
    this.#run = run;
  }

  accept(socket: Socket): void {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('error', () => {});
  }

  send(message: ToDebuggee): void {
    const body = Buffer.from(JSON.stringify(message));
    const head = Buffer.alloc(5);
    head.writeUInt32LE(body.length + 1, 0);
    head[4] = FRAME.control;
    this.#socket?.write(Buffer.concat([head, body]));
  }

  hangUp(): void {
    this.#socket?.destroy();
  }

  words(): Int32Array {
    const bytes = Buffer.concat(this.#data);
    return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  }

  #receive(bytes: Buffer): void {
    this.#input = Buffer.concat([this.#input, bytes]);
    while (this.#input.length >= 5) {
      const end = 4 + this.#input.readUInt32LE(0);
      if (this.#input.length < end) return;
      const type = this.#input[4];
      const payload = this.#input.subarray(5, end);
      this.#input = this.#input.subarray(end);
      if (type === FRAME.control) this.#message(JSON.parse(payload.toString()) as ToEngine);
      else
        this.#data.push(
          type === FRAME.zdata ? zstdDecompressSync(payload.subarray(1)) : Buffer.from(payload.subarray(1)),
        );
    }
  }

  #message(message: ToEngine): void {
    this.messages.push(message);
    if (message.type === 'instrument') {
      const { key } = message.request;
      const code = `${prelude} ${this.#source}\n${footerText({ sites: 20, hasDebugger: false, isWhole: false })}`;
      writeFileSync(join(this.#cache, `${key}.js`), sealed(code, undefined, hash));
      this.send({ type: 'instrumented', id: message.id, ok: true });
    }
    if (message.type === 'ask') this.send({ type: 'answer', id: message.id });
    if (message.type === 'bye') this.send({ type: 'stored' });
    this.#run.onMessage?.(message, this);
  }
  #source = '';
  set source(text: string) {
    this.#source = text;
  }
}

/** Runs a program of one file, written with `step(n)` and `K`, under the runtime bundle `main`. */
export async function runFake(main: string, program: string, run: FakeRun = {}): Promise<Outcome> {
  const workspace = mkdtempSync(join(tmpdir(), 'elixirscope-run-'));
  const cacheDirectory = join(workspace, 'cache');
  mkdirSync(cacheDirectory);
  writeFileSync(join(workspace, 'program.cjs'), program);
  const engine = new FakeEngine(cacheDirectory, run);
  engine.source = program;
  const socket = join(workspace, 'socket');
  const server: Server = createServer((connection) => engine.accept(connection));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const options: DebuggeeOptions = {
    socket,
    workspace,
    include: ['**/*'],
    exclude: ['**/node_modules/**'],
    mode: 'full',
    overflow: 'block',
    maxOverhead: 0,
    sample: 1,
    ringBytes: 1 << 20,
    cacheDirectory,
    cacheSalt: 'test',
    modules: 0,
    limits: DEFAULT_LIMITS,
    redact: [],
    waitForGo: false,
    children: false,
    ...run.options,
  };
  const env = { ...process.env, [OPTIONS_VARIABLE]: JSON.stringify(options) };
  const child = spawn(process.execPath, ['--require', main, 'program.cjs'], { cwd: workspace, env });
  engine.child = child;
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes) => (stdout += bytes));
  child.stderr.on('data', (bytes) => (stderr += bytes));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on('close', (...ended) => resolve(ended)),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.close();
  const { messages } = engine;
  return { code, signal, stdout, stderr, messages, events: () => new EventText(engine.words(), run.leading).lines };
}
