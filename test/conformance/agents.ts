/** `$262.agent`: other agents are worker threads; reports are read without going back to the event loop, as the tests do. */
import { type MessagePort, MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** State that an agent has reached, in its cell of the shared array. */
const BROADCAST_RECEIVED = 1;

const AGENT = `
const { parentPort, workerData: { script, reports, cell } } = require('node:worker_threads');
const vm = require('node:vm');
const received = new Int32Array(cell);
globalThis.$262 = {
  global: globalThis,
  evalScript: (text) => vm.runInThisContext(text),
  agent: {
    receiveBroadcast(receiver) {
      parentPort.once('message', ({ buffer, id }) => {
        Atomics.store(received, 0, ${BROADCAST_RECEIVED});
        Atomics.notify(received, 0);
        receiver(buffer, id);
      });
    },
    report: (value) => reports.postMessage(String(value)),
    sleep: (millis) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis),
    leaving: () => process.exit(),
    monotonicNow: () => performance.now(),
  },
};
vm.runInThisContext(script);
`;

interface Agent {
  readonly worker: Worker;
  readonly received: Int32Array;
  readonly reports: MessagePort;
}

export class Agents {
  #agents: Agent[] = [];

  members(): object {
    const pause = new Int32Array(new SharedArrayBuffer(4));
    return {
      start: (script: string) => this.#start(script),
      broadcast: (buffer: SharedArrayBuffer, id?: number | bigint) => this.#broadcast(buffer, id),
      getReport: () => this.#report(),
      sleep: (millis: number) => void Atomics.wait(pause, 0, 0, millis),
      monotonicNow: () => performance.now(),
    };
  }

  async close(): Promise<void> {
    const agents = this.#agents;
    this.#agents = [];
    await Promise.all(agents.map(({ worker }) => worker.terminate()));
  }

  #start(script: string): void {
    const { port1, port2 } = new MessageChannel();
    const cell = new SharedArrayBuffer(4);
    const workerData = { script, reports: port2, cell };
    const worker = new Worker(AGENT, { eval: true, workerData, transferList: [port2] });
    worker.on('error', () => {});
    this.#agents.push({ worker, received: new Int32Array(cell), reports: port1 });
  }

  /** Returns when every agent has it. */
  #broadcast(buffer: SharedArrayBuffer, id: number | bigint | undefined): void {
    for (const { worker } of this.#agents) worker.postMessage({ buffer, id });
    for (const { received } of this.#agents) {
      Atomics.wait(received, 0, 0);
      Atomics.store(received, 0, 0);
    }
  }

  #report(): string | null {
    for (const { reports } of this.#agents) {
      const message = receiveMessageOnPort(reports);
      if (message !== undefined) return message.message as string;
    }
    return null;
  }
}
