/**
 * Live stops: the program's thread waits on shared memory until the engine lets it go on.
 *
 * Step probes come here only while ATTENTION is not 0. The engine's wishes arrive as mail (breakpoints) or in cells that the drain
 * worker sets (PAUSE, MOVE), so that a busy loop obeys as well. The runtime does not know what a site is: the engine turns
 * `debugger` statements into breakpoints and resumes over sites it does not want to stop at.
 */
import { basename } from 'node:path';
import type { EvaluateRequest, LiveOutcome } from '../wire/control.js';
import { ATTENDING, CELL, MOVE, STOP, type StopReason } from '../wire/ring.js';
import { headerSite } from '../wire/trace.js';
import { idOf } from './identity.js';
import * as js from './intrinsics.js';
import type { Breakpoints, Mail } from './mail.js';
import type { RingWriter } from './ring.js';

const CAUGHT = 1;
const UNCAUGHT = 2;
const WAIT_MS = 500;

export class Stops {
  readonly #C: Int32Array;
  readonly #mail: Mail;
  #sites = new Uint8Array(0);
  #count = 0;
  /** see the message; undefined: nobody debugs */
  #files: 'all' | js.SafeSet<string> | undefined;
  /** heap id or primitive that a stop was made for already */
  #thrownBefore: unknown;
  #exceptions = 0;
  /** what runs is not the program's own doing: nothing of it stops */
  #isEvaluating = false;
  /** runs an expression in the program, which stands in a probe */
  evaluate: (request: EvaluateRequest) => LiveOutcome = () => ({ ok: false, message: 'the program has not started' });

  constructor(ring: RingWriter, mail: Mail) {
    this.#C = ring.C;
    this.#mail = mail;
    mail.onBreakpoints = (message) => this.#setBreakpoints(message);
    mail.onEvaluate = ({ id, request }) => mail.post({ type: 'evaluated', id, outcome: this.#evaluated(request) });
  }

  /** Will the engine want to stop in a module of this file, as far as can be told before it knows the module? */
  mayStopIn(file: string, hasDebugger: boolean): boolean {
    this.#mail.poll();
    if (this.#files === undefined) return false;
    return hasDebugger || this.#files === 'all' || this.#files.has(js.toLowerCase(basename(file)));
  }

  attend(h: number): void {
    if (this.#isEvaluating) return;
    const C = this.#C;
    if (C[CELL.ABANDONED] !== 0) {
      C[CELL.ATTENTION] = 0;
      return;
    }
    this.#mail.poll();
    const reason = this.#reason(headerSite(h));
    if (reason !== 0) this.#stop(reason, h);
    this.#settle();
  }

  thrown(h: number, value: unknown): void {
    if ((this.#exceptions & CAUGHT) === 0 && this.#C[CELL.ATTENTION] === 0) return;
    this.#mail.poll();
    this.#exception(CAUGHT, h, value);
  }

  /** An exception was caught; those of our own probes' throw statements had their stop already. */
  caught(value: unknown): void {
    if (this.#exceptions !== 0) this.#exception(CAUGHT, 0, value);
  }

  /** Nobody caught it: the stack is gone, but the recording has it. */
  uncaught(value: unknown): void {
    this.#mail.poll();
    this.#exception(UNCAUGHT, 0, value);
  }

  #exception(wanted: number, h: number, value: unknown): void {
    if ((this.#exceptions & wanted) === 0 || this.#C[CELL.ABANDONED] !== 0 || this.#isEvaluating) return;
    const identity = typeof value === 'object' && value !== null ? idOf(value) || undefined : value;
    if (identity !== undefined && identity === this.#thrownBefore) {
      this.#thrownBefore = undefined;
      return;
    }
    this.#stop(STOP.exception, h);
    this.#thrownBefore = typeof value === 'object' && value !== null ? idOf(value) : value;
    this.#settle();
  }

  #reason(site: number): StopReason | 0 {
    const C = this.#C;
    if (Atomics.exchange(C, CELL.PAUSE, 0) !== 0) return STOP.pause;
    if (site < this.#sites.length && this.#sites[site] === 1) return STOP.breakpoint;
    const depth = C[CELL.DEPTH] as number;
    const limit = C[CELL.MOVE_DEPTH] as number;
    switch (C[CELL.MOVE]) {
      case MOVE.into:
        return STOP.step;
      case MOVE.over:
        return depth <= limit ? STOP.step : 0;
      case MOVE.out:
        return depth < limit ? STOP.step : 0;
      default:
        return 0;
    }
  }

  #stop(reason: StopReason, h: number): void {
    const C = this.#C;
    C[CELL.STOP_HEADER] = h;
    C[CELL.STOP_REASON] = reason;
    C[CELL.MOVE] = MOVE.run;
    const seen = Atomics.load(C, CELL.RESUME);
    Atomics.store(C, CELL.STOPPED, 1);
    Atomics.notify(C, CELL.HEAD);
    while (Atomics.load(C, CELL.RESUME) === seen && Atomics.load(C, CELL.ABANDONED) === 0) {
      Atomics.wait(C, CELL.RESUME, seen, WAIT_MS);
      this.#mail.poll();
    }
    Atomics.store(C, CELL.STOPPED, 0);
    this.#mail.poll();
  }

  #evaluated(request: EvaluateRequest): LiveOutcome {
    if (this.#C[CELL.STOPPED] === 0 || this.#isEvaluating) return { ok: false, message: 'the program is running' };
    this.#isEvaluating = true;
    try {
      return this.evaluate(request);
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : 'V8 gives no answer' };
    } finally {
      this.#isEvaluating = false;
    }
  }

  /** Leaves ATTENTION set only while there is something to attend to; a wish that comes in meanwhile is not lost. */
  #settle(): void {
    const C = this.#C;
    if (this.#count > 0 || C[CELL.MOVE] !== MOVE.run) {
      Atomics.store(C, CELL.ATTENTION, ATTENDING);
      return;
    }
    Atomics.store(C, CELL.ATTENTION, 0);
    if (Atomics.load(C, CELL.PAUSE) !== 0 || this.#mail.waiting()) Atomics.store(C, CELL.ATTENTION, ATTENDING);
  }

  #setBreakpoints(message: Breakpoints): void {
    const { sites } = message;
    if (message.files === 'all') this.#files = 'all';
    else {
      this.#files = new js.SafeSet<string>();
      for (let i = 0; i < message.files.length; i++) this.#files.add(message.files[i] as string);
    }
    let last = -1;
    for (let i = 0; i < sites.length; i++) last = Math.max(last, sites[i] as number);
    this.#sites = new Uint8Array(last + 1);
    for (let i = 0; i < sites.length; i++) this.#sites[sites[i] as number] = 1;
    this.#count = sites.length;
    this.#exceptions = (message.caught ? CAUGHT : 0) | (message.uncaught ? UNCAUGHT : 0);
    this.#C[CELL.BREAKPOINTS] = sites.length;
    this.#C[CELL.EXCEPTIONS] = this.#exceptions;
    if (this.#count > 0) Atomics.store(this.#C, CELL.ATTENTION, ATTENDING);
  }
}
