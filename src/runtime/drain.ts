/**
 * The drain worker: takes the trace out of the ring and sends it to the engine, carries messages both ways, acts on signals. No code of
 * the program runs here, and the program's thread never waits for the socket itself.
 *
 * Woken by the writer (notify on HEAD: slots published, stop, flush), by the socket, by the port, and by a timer for the slot
 * being written. If anything here fails the recording is abandoned and the program goes on.
 */
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ToDebuggee, ToEngine } from '../wire/control.js';
import { ATTENDING, CELL } from '../wire/ring.js';
import type { DrainData } from './drain-data.js';
import { RingReader } from './drain-ring.js';
import { type FatalSignal, signalBit, watchSignals } from './drain-signals.js';
import { EngineSocket } from './drain-socket.js';
import { SiteWidths } from './overflow.js';
import { warn } from './trouble.js';
import { processUsage } from './usage.js';
import { inlineMore, optimizeSooner } from './v8Flags.js';

const LOOK_MS = 12;
const IDLE_LOOK_MS = 50;
/** Looks without news after which looks become rarer. */
const PATIENCE = 20;
/** Between two looks at the cursor of a writer that does not stand still. */
const SETTLE_MS = 3;
const SIGNAL_LIMIT_MS = 3000;
const USAGE_EVERY_MS = 1000;
/** Sites, of which there is one for about 25 characters. */
const MUCH_CODE = 4096;
/** 1 GB of events, about a hundred million. */
const SLOTS_OF_MUCH_CODE = 4096;
/** Turns of the event loop in a slot, on the average: a server's. A hot program fills slots in one. */
const MANY_TURNS = 4;

type Waiting =
  | { readonly async: false; readonly value: string }
  | { readonly async: true; readonly value: Promise<string> };
/** ES2024; the project's library is older. */
const { waitAsync } = Atomics as unknown as { waitAsync(cells: Int32Array, index: number, value: number): Waiting };

class Drain {
  readonly #data: DrainData;
  readonly #C: Int32Array;
  readonly #widths: SiteWidths;
  readonly #socket: EngineSocket;
  readonly #reader: RingReader;
  readonly #stopSignals: () => void;
  #idleLooks = 0;
  /** TAIL at the look before */
  #sentBefore = 0;
  #usageToldAt = Number.NEGATIVE_INFINITY;
  #flushing = 0;
  #stoppedSent = false;
  #isLost = false;
  #inlinesMore = false;
  /** runs when the engine acknowledges a `bye` */
  readonly #onStored: (() => void)[] = [];

  constructor(data: DrainData) {
    this.#data = data;
    this.#C = new Int32Array(data.memory.control);
    this.#widths = new SiteWidths(data.cacheDirectory);
    this.#socket = new EngineSocket(data.socket, {
      message: (message) => this.#receive(message),
      drained: () => this.#work(),
      lost: (reason) => this.lost(reason),
    });
    this.#reader = new RingReader(data.memory, {
      socket: this.#socket,
      widths: this.#widths,
      before: () => this.#forwardPosted(),
    });
    this.#socket.send(data.hello);
    data.port.on('message', (message: ToEngine) => this.#forward(message));
    this.#stopSignals = data.hello.threadId === 0 ? watchSignals((name) => this.#signal(name)) : () => {};
    this.#listen();
    this.#lookLater();
  }

  /** The engine is gone: the program goes on at full speed, unrecorded. */
  lost(reason: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#stopSignals();
    // Told first: the program may be at its end as soon as it need not wait.
    const isOver = this.#flushing !== 0 && Atomics.load(this.#C, CELL.FLUSHED) === this.#flushing;
    if (!isOver && Atomics.load(this.#C, CELL.ABANDONED) === 0)
      warn(`the recorder is gone (${reason}); the program goes on unrecorded.`);
    Atomics.store(this.#C, CELL.ABANDONED, 1);
    Atomics.store(this.#C, CELL.ATTENTION, 0);
    for (const cell of [CELL.TAIL, CELL.RESUME, CELL.FLUSHED, CELL.MAIL]) Atomics.notify(this.#C, cell);
  }

  /** Waits for the writer's next notify without blocking this thread's event loop. */
  #listen(): void {
    const head = Atomics.load(this.#C, CELL.HEAD);
    const waiting = waitAsync(this.#C, CELL.HEAD, head);
    const again = (): void => {
      if (this.#isLost) return;
      this.#work();
      this.#listen();
    };
    if (waiting.async) void waiting.value.then(again);
    else setImmediate(again);
  }

  /**
   * The program is a hot one: it has filled a slot. Not from the start: with a flag changed, V8 has to compile Node's own modules, whose code is cached
   * with its flags, and a launch would take longer. A program of much code has to have run for longer: with more inlined, V8's compiler
   * takes twice as long for each of its many functions, which wait for each other meanwhile (of prettier 2.1 s of CPU time in place of 1.1, of acorn 0.9 in place of 0.5).
   * One of many short turns has its time taken by Node's own functions: of an HTTP server these took V8's compiler 20 us of CPU time for each request of the first seconds, in place of 10, and the program's thread 5 us more.
   */
  #inlineMore(): void {
    if (this.#inlinesMore || this.#data.hasFrozenFlags) return;
    const slots = Atomics.load(this.#C, CELL.HEAD);
    if (slots === 0 || (this.#C[CELL.TURNS] ?? 0) >= MANY_TURNS * slots) return;
    this.#forwardPosted();
    if (slots < SLOTS_OF_MUCH_CODE && this.#widths.sites > MUCH_CODE) return;
    this.#inlinesMore = true;
    inlineMore();
    if (this.#data.isBudgeted) optimizeSooner();
  }

  #work(): void {
    if (this.#isLost) return;
    this.#inlineMore();
    this.#reader.sendFull();
    this.#reportStop();
    this.#startFlush();
  }

  #lookLater(): void {
    setTimeout(
      () => {
        if (this.#isLost) return;
        Atomics.add(this.#C, CELL.ALIVE, 1);
        this.#work();
        const isNew = this.#reader.look() || Atomics.load(this.#C, CELL.TAIL) !== this.#sentBefore;
        this.#sentBefore = Atomics.load(this.#C, CELL.TAIL);
        this.#idleLooks = isNew ? 0 : this.#idleLooks + 1;
        this.#tellUsage();
        this.#lookLater();
      },
      this.#idleLooks > PATIENCE ? IDLE_LOOK_MS : LOOK_MS,
    );
  }

  #tellUsage(): void {
    const now = performance.now();
    if (now - this.#usageToldAt < USAGE_EVERY_MS) return;
    this.#usageToldAt = now;
    this.#socket.send({ type: 'usage', usage: processUsage() });
  }

  #reportStop(): void {
    if (Atomics.load(this.#C, CELL.STOPPED) === 0) {
      this.#stoppedSent = false;
      return;
    }
    if (this.#stoppedSent) return;
    this.#reader.sendAll();
    if (!this.#reader.isEmpty) return;
    this.#stoppedSent = true;
    this.#socket.send({
      type: 'stopped',
      reason: this.#C[CELL.STOP_REASON] ?? 0,
      header: this.#C[CELL.STOP_HEADER] ?? 0,
      depth: this.#C[CELL.DEPTH] ?? 0,
    });
  }

  #startFlush(): void {
    const wanted = Atomics.load(this.#C, CELL.FLUSH);
    if (wanted === this.#flushing) return;
    this.#reader.sendAll();
    if (!this.#reader.isEmpty) return;
    this.#flushing = wanted;
    this.#onStored.push(() => {
      Atomics.store(this.#C, CELL.FLUSHED, wanted);
      Atomics.notify(this.#C, CELL.FLUSHED);
    });
    this.#socket.send({ type: 'bye', reason: 'exit' });
  }

  /** A module that nobody waits for must be known before its first event is. */
  #forwardPosted(): void {
    for (
      let got = receiveMessageOnPort(this.#data.port);
      got !== undefined;
      got = receiveMessageOnPort(this.#data.port)
    )
      this.#forward(got.message as ToEngine);
  }

  #forward(message: ToEngine): void {
    if (this.#isLost) return;
    if (message.type === 'modules')
      for (const { base, count, key } of message.modules) this.#widths.add(base, count, key);
    this.#socket.send(message);
  }

  #receive(message: ToDebuggee): void {
    switch (message.type) {
      case 'resume':
        return this.#resume(message.move, message.depth);
      case 'pause':
        Atomics.store(this.#C, CELL.PAUSE, 1);
        Atomics.store(this.#C, CELL.ATTENTION, ATTENDING);
        return;
      case 'flush':
        return this.#settled(() => this.#socket.send({ type: 'flushed', id: message.id }));
      case 'stored':
        return this.#onStored.shift()?.();
      case 'terminate':
        return this.#leave('SIGKILL');
      default:
        return this.#mail(message);
    }
  }

  #mail(message: ToDebuggee): void {
    this.#data.port.postMessage(message);
    Atomics.add(this.#C, CELL.MAIL, 1);
    Atomics.notify(this.#C, CELL.MAIL);
    if (message.type === 'breakpoints') Atomics.store(this.#C, CELL.ATTENTION, ATTENDING);
    // It stands still, and waits for that alone.
    if (message.type === 'evaluate') Atomics.notify(this.#C, CELL.RESUME);
  }

  #resume(move: number, depth: number): void {
    this.#C[CELL.MOVE] = move;
    this.#C[CELL.MOVE_DEPTH] = depth;
    if (move !== 0) Atomics.store(this.#C, CELL.ATTENTION, ATTENDING);
    this.#stoppedSent = false;
    Atomics.store(this.#C, CELL.STOPPED, 0);
    Atomics.add(this.#C, CELL.RESUME, 1);
    this.#socket.send({ type: 'resumed' });
    Atomics.notify(this.#C, CELL.RESUME);
  }

  /** Runs `then` when everything that was written at the time of the call has been sent. */
  #settled(then: () => void, target = Atomics.load(this.#C, CELL.HEAD)): void {
    this.#reader.sendFull();
    const isBehind = ((Atomics.load(this.#C, CELL.TAIL) - target) | 0) < 0;
    if (isBehind && !this.#isLost) return void setTimeout(() => this.#settled(then, target), SETTLE_MS);
    this.#reader.look();
    setTimeout(() => {
      this.#reader.sendFull();
      this.#reader.look();
      then();
    }, SETTLE_MS);
  }

  #signal(name: FatalSignal): void {
    if ((Atomics.load(this.#C, CELL.USER_SIGNALS) & signalBit[name]) === 0) this.#leave(name);
  }

  /** Calls back when nothing has been sent for a while. */
  #whenStuck(stuck: () => void, sent = Atomics.load(this.#C, CELL.TAIL)): void {
    setTimeout(() => {
      const now = Atomics.load(this.#C, CELL.TAIL);
      if (now === sent) stuck();
      else this.#whenStuck(stuck, now);
    }, SIGNAL_LIMIT_MS);
  }

  /** Sends what there is, waits for the engine to have it, and lets the signal do what it would have done without us. */
  #leave(signal: FatalSignal | 'SIGKILL'): void {
    let gone = false;
    const go = (): void => {
      if (gone) return;
      gone = true;
      this.#stopSignals();
      process.kill(process.pid, signal);
    };
    this.#whenStuck(go);
    this.#settled(() => {
      if (this.#isLost) return go();
      this.#onStored.push(go);
      this.#socket.send({ type: 'bye', reason: 'signal', signal });
    });
  }
}

process.on('uncaughtException', (error) => drain?.lost(`drain worker: ${error.stack ?? error.message}`));
let drain: Drain | undefined;
drain = new Drain(workerData as DrainData);
