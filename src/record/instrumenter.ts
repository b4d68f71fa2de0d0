/** Answers a debuggee's request for a file that is not in the cache. Loads the compiler: import it lazily. */
import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../base/result.js';
import { eraseTypes, instrument, type Instrumented, type InstrumentOptions } from '../instrument/index.js';
import type { InstrumentRequest } from '../wire/control.js';
import { Ahead, likelyFormat, type SourceText } from './ahead.js';
import { writeEntry } from './cache.js';
import { type InstrumentingOptions, isReducible } from './cacheSalt.js';
import { TsConfigs } from './tsconfig.js';

/** The cache entry that a file instrumented ahead will have is known when it is asked for. */
const NO_KEY = '';

export class Instrumenter {
  readonly #configs = new TsConfigs();
  readonly #folder: string;
  readonly #options: Omit<InstrumentOptions, 'compilerOptions'>;
  readonly #ahead = new Ahead((input) => this.#instrumentedAhead(input));

  constructor(folder: string, options: InstrumentingOptions) {
    this.#folder = folder;
    this.#options = { mode: options.mode === 'calls' ? 'calls' : 'full', reducible: isReducible(options) };
  }

  /** The program that will run. */
  expect(program: string): void {
    try {
      this.#ahead.expect(program, likelyFormat(program, readFileSync(program, 'utf8')));
    } catch {
      // The program will tell.
    }
  }

  /** Nothing will be asked for any more. */
  end(): void {
    this.#ahead.end();
  }

  /** Writes the cache entry. Failures: 'syntax-error', 'unsupported', 'instrument-failed'. */
  handle(request: InstrumentRequest): Result<undefined> {
    try {
      return this.#written(request);
    } catch (error) {
      return failed(request.file, error);
    }
  }

  #written(request: InstrumentRequest): Result<undefined> {
    const { file, format, key, probes, source: given, carried } = request;
    const source = given ?? readFileSync(file, 'utf8');
    if (!probes) {
      const erased = eraseTypes(
        { path: file, source, format, key },
        { compilerOptions: this.#configs.optionsFor(file) },
      );
      if (!erased.ok) return erased;
      writeEntry(this.#folder, key, { code: erased.value.code, entry: undefined });
      return ok(undefined);
    }
    const known = carried ? undefined : this.#ahead.take({ file, source, format });
    const result = known ?? this.#instrumented(request, source);
    if (!result.ok) return result;
    const { code, table } = result.value;
    writeEntry(this.#folder, key, {
      code,
      entry: { source, table: { ...table, key } },
      ...(carried && { isCarried: true }),
    });
    return ok(undefined);
  }

  #instrumentedAhead({ file, source, format }: SourceText): Result<Instrumented> {
    try {
      return this.#instrumented({ file, format, key: NO_KEY, probes: true }, source);
    } catch (error) {
      return failed(file, error);
    }
  }

  #instrumented({ file, format, key, carried }: InstrumentRequest, source: string): Result<Instrumented> {
    const input = { path: file, source, format, key, ...(carried && { carried }) };
    return instrument(input, { ...this.#options, compilerOptions: this.#configs.optionsFor(file) });
  }
}

/** A file that trips us up must not end the session: it runs uninstrumented and the recording says so. */
const failed = (file: string, error: unknown): Result<never> =>
  fail(
    'instrument-failed',
    `${file} could not be instrumented: ${error instanceof Error ? error.message : String(error)}`,
  );
