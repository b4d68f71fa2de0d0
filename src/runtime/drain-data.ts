/** What the program's thread hands to its drain worker. */
import type { MessagePort } from 'node:worker_threads';
import type { ToEngine } from '../wire/control.js';
import type { RingMemory } from './ring.js';

export interface DrainData {
  readonly elixirscopeDrain: true;
  readonly memory: RingMemory;
  readonly port: MessagePort;
  readonly socket: string;
  readonly cacheDirectory: string;
  /** V8's */
  readonly hasFrozenFlags: boolean;
  /** an overhead budget or a sample */
  readonly isBudgeted: boolean;
  readonly hello: Extract<ToEngine, { type: 'hello' }>;
}
