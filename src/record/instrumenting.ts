import type { RecordMode, ToDebuggee, ToEngine } from '../wire/control.js';
import type { Instrumenter } from './instrumenter.js';

/** Answers a program's instrument requests; what answers them is loaded with the first. */
export class Instrumenting {
  #instrumenter: Promise<Instrumenter> | undefined;

  constructor(
    private readonly cacheDirectory: string,
    private readonly mode: RecordMode,
  ) {}

  async answer({ id, request }: Extract<ToEngine, { type: 'instrument' }>): Promise<ToDebuggee> {
    this.#instrumenter ??= import('./instrumenter.js').then(
      (m) => new m.Instrumenter(this.cacheDirectory, this.mode === 'calls' ? 'calls' : 'full'),
    );
    const result = (await this.#instrumenter).handle(request);
    if (result.ok) return { type: 'instrumented', id, ok: true };
    const { message: reason, code } = result.error;
    return { type: 'instrumented', id, ok: false, reason, syntaxError: code === 'syntax-error' };
  }
}
