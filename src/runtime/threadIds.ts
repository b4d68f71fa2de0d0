/**
 * Thread ids as they are without us: Node counts our drain workers, one per thread of the program, among the rest. The threads of a
 * process share a table of the ids that are ours; the program is shown the others, renumbered without gaps.
 *
 * Not reached: a worker that is started with `execArgv` of its own runs without the runtime and sees the number that Node gave it; and
 * `postMessageToThread` refuses the id that this thread would have with us.
 */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';
import { disguise } from './disguise.js';
import { bytesOf } from './intrinsics.js';

/** Ids that the table has room for; beyond it they are shown as Node gives them. */
const IDS = 1 << 16;
/** Cell that is not 0 while a drain worker is being created, whose id is not in the table yet. */
const PENDING = IDS;
const PENDING_LIMIT_MS = 50;

export const createThreadIds = (): SharedArrayBuffer => new SharedArrayBuffer(IDS + 4);

export class ThreadIds {
  readonly #ours: Uint8Array;
  readonly #pending: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#ours = bytesOf(memory, 0, IDS);
    this.#pending = new Int32Array(memory, PENDING, 1);
  }

  /** Runs `create`, which starts a drain worker. */
  hiding<T extends { readonly threadId: number }>(create: () => T): T {
    Atomics.add(this.#pending, 0, 1);
    try {
      const worker = create();
      if (worker.threadId < IDS) Atomics.store(this.#ours, worker.threadId, 1);
      return worker;
    } finally {
      Atomics.sub(this.#pending, 0, 1);
      Atomics.notify(this.#pending, 0);
    }
  }

  /** The id that the program is shown. */
  shown(id: number): number {
    if (id <= 0 || id >= IDS) return id;
    const pending = Atomics.load(this.#pending, 0);
    if (pending !== 0) Atomics.wait(this.#pending, 0, pending, PENDING_LIMIT_MS);
    let ours = 0;
    for (let i = 0; i < id; i++) ours += this.#ours[i] ?? 0;
    return id - ours;
  }
}

/** This thread's own id and those of its workers, as the program is to see them. Must come before the program reads any. */
export function showThreadIds(ids: ThreadIds): void {
  const { prototype } = workerThreads.Worker;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'threadId');
  const get = descriptor?.get;
  if (descriptor === undefined || get === undefined) return;
  const shown = {
    get threadId(): number {
      return ids.shown(Reflect.apply(get, this, []) as number);
    },
  };
  const replacement = Object.getOwnPropertyDescriptor(shown, 'threadId')?.get as () => number;
  Object.defineProperty(prototype, 'threadId', { ...descriptor, get: disguise(replacement, get) });
  const own = workerThreads as unknown as { threadId: number; postMessageToThread?: (...args: unknown[]) => unknown };
  const real = own.threadId;
  own.threadId = ids.shown(real);
  const post = own.postMessageToThread;
  if (typeof post === 'function') {
    // Node's constructor of workers reads their ids as we show them: so they are known to it, but for this thread's own.
    const postMessageToThread = (target: unknown, ...rest: unknown[]): unknown =>
      post(target === own.threadId ? real : target, ...rest);
    own.postMessageToThread = disguise(postMessageToThread, post);
  }
  syncBuiltinESMExports();
}
