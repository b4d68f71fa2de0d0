import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import type { DebuggeeOptions, ToDebuggee, ToEngine } from '../wire/control.js';
import { keepCompilerCode } from './compilerScript.js';
import type { Instrumenter } from './instrumenter.js';
import { programPath } from './launch.js';
import type { RecordOptions } from './options.js';

/** Answers a program's instrument requests; what answers them is loaded with the first, or where the cache is empty, while the program starts. */
export class Instrumenting {
  #instrumenter: Promise<Instrumenter> | undefined;

  constructor(private readonly options: DebuggeeOptions) {}

  /** The program has been started. */
  begin(launched: RecordOptions): void {
    const { mode, workspace } = this.options;
    if (mode === 'off' || launched.launch.kind !== 'program' || launched.include !== undefined) return;
    const program = programPath(launched);
    if (/^\.\.|node_modules/.test(relative(workspace, program)) || this.#hasEntries()) return;
    void this.#loaded().then((instrumenter) => instrumenter.expect(program));
  }

  async answer({ id, request }: Extract<ToEngine, { type: 'instrument' }>): Promise<ToDebuggee> {
    const result = (await this.#loaded()).handle(request);
    if (result.ok) return { type: 'instrumented', id, ok: true };
    const { message: reason, code } = result.error;
    return { type: 'instrumented', id, ok: false, reason, syntaxError: code === 'syntax-error' };
  }

  /** The program has loaded a file. */
  loaded(file: string): void {
    void this.#instrumenter?.then((instrumenter) => instrumenter.loaded(file));
  }

  /** The program has ended. */
  end(): void {
    void this.#instrumenter?.then((instrumenter) => {
      instrumenter.end();
      keepCompilerCode(instrumenter.amount);
    });
  }

  #loaded(): Promise<Instrumenter> {
    this.#instrumenter ??= import('./instrumenter.js').then((m) => new m.Instrumenter(this.options));
    return this.#instrumenter;
  }

  #hasEntries(): boolean {
    try {
      return readdirSync(this.options.cacheDirectory).some((name) => name.endsWith('.js'));
    } catch {
      return false;
    }
  }
}
