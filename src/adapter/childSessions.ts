/**
 * Child processes of the program as sessions of their own, for clients that can start them: the client is asked for one, which connects to a
 * port of this adapter, where the process waits for its breakpoints. A process that no session comes for becomes threads of the program's.
 */
import { basename } from 'node:path';
import type { ProcessSession } from '../record/processes.js';
import type { Client } from './client.js';
import type { Services } from './core.js';

/** Long enough for an editor under load; the process waits meanwhile. */
const ATTENDED_WITHIN_MS = 20_000;

export class ChildSessions {
  private readonly processes = new Map<number, ProcessSession>();
  private started = 0;

  constructor(
    private readonly services: Services,
    private readonly client: Client,
  ) {}

  /** There are some, or were. */
  get haveBeen(): boolean {
    return this.started > 0;
  }

  /** Is a process shown in another session? */
  isElsewhere(pid: number): boolean {
    return this.processes.has(pid);
  }

  /** `more`: what the child's configuration has from the program's. */
  async start(process: ProcessSession, more: object): Promise<void> {
    const { pid, program } = process;
    this.started++;
    this.processes.set(pid, process);
    void process.exited.finally(() => this.processes.delete(pid));
    const timer = setTimeout(() => this.giveBack(process), ATTENDED_WITHIN_MS).unref();
    void process.attended.then(() => clearTimeout(timer));
    try {
      const port = await this.services.listen({ join: () => process, threads: process.threads, pid });
      const configuration = { ...more, type: 'elixirscope', name: `${basename(program)} (${pid})`, port };
      await this.client.startDebugging({ request: 'attach', configuration });
    } catch {
      this.giveBack(process);
    }
  }

  private giveBack(process: ProcessSession): void {
    this.processes.delete(process.pid);
    process.giveBack();
  }
}
