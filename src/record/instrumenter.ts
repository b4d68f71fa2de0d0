/** Answers a debuggee's request for a file that is not in the cache. Loads the compiler: import it lazily. */
import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../base/result.js';
import { eraseTypes, instrument } from '../instrument/index.js';
import type { InstrumentRequest } from '../wire/control.js';
import { writeEntry } from './cache.js';
import { TsConfigs } from './tsconfig.js';

export class Instrumenter {
  readonly #configs = new TsConfigs();
  readonly #folder: string;
  readonly #mode: 'full' | 'calls';

  constructor(folder: string, mode: 'full' | 'calls') {
    this.#folder = folder;
    this.#mode = mode;
  }

  /** Writes the cache entry. Failures: 'syntax-error', 'unsupported', 'instrument-failed'. */
  handle({ file, format, key, probes, source: given, carried }: InstrumentRequest): Result<undefined> {
    try {
      const source = given ?? readFileSync(file, 'utf8');
      const input = { path: file, source, format, key, ...(carried && { carried }) };
      const compilerOptions = this.#configs.optionsFor(file);
      if (!probes) {
        const erased = eraseTypes(input, { compilerOptions });
        if (!erased.ok) return erased;
        writeEntry(this.#folder, key, { code: erased.value.code, entry: undefined });
        return ok(undefined);
      }
      const result = instrument(input, { mode: this.#mode, compilerOptions });
      if (!result.ok) return result;
      const { code, table } = result.value;
      writeEntry(this.#folder, key, { code, entry: { file, source, table } });
      return ok(undefined);
    } catch (error) {
      // A file that trips us up must not end the session: it runs uninstrumented and the recording says so.
      return fail(
        'instrument-failed',
        `${file} could not be instrumented: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
