/** Answers a debuggee's request for a file that is not in the cache, and what it may ask for next. Loads the compiler: import it lazily. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../base/result.js';
import { eraseTypes, instrument, type Instrumented, type InstrumentOptions } from '../instrument/index.js';
import { cacheKey } from '../wire/cacheFiles.js';
import type { DebuggeeOptions, InstrumentRequest } from '../wire/control.js';
import { Ahead, likelyFormat, type SourceText } from './ahead.js';
import { hasEntry, writeEntry } from './cache.js';
import { type InstrumentingOptions, isReducible } from './cacheSalt.js';
import { TsConfigs } from './tsconfig.js';

type Options = InstrumentingOptions & Pick<DebuggeeOptions, 'cacheDirectory' | 'cacheSalt'>;

export class Instrumenter {
  readonly #configs = new TsConfigs();
  readonly #folder: string;
  readonly #salt: string;
  readonly #options: Omit<InstrumentOptions, 'compilerOptions'>;
  readonly #ahead = new Ahead((input) => this.#makeAhead(input));
  /** by key: what became of files that nobody had asked for */
  readonly #made = new Map<string, Result<undefined>>();
  /** characters instrumented */
  amount = 0;

  constructor(options: Options) {
    this.#folder = options.cacheDirectory;
    this.#salt = options.cacheSalt;
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

  /** The program has loaded the file. */
  loaded(file: string): void {
    this.#ahead.loaded(file);
  }

  /** Nothing will be asked for any more. */
  end(): void {
    this.#ahead.end();
  }

  /** Writes the cache entry, and those of what is asked for next. */
  handle(request: InstrumentRequest): Result<undefined> {
    const result = this.#handled(request);
    this.#ahead.makeNext();
    return result;
  }

  /** Failures: 'syntax-error', 'unsupported', 'instrument-failed'. */
  #handled(request: InstrumentRequest): Result<undefined> {
    const { file, format, key, probes, carried } = request;
    const made = this.#made.get(key);
    // Somebody may have emptied the cache.
    if (made !== undefined && (!made.ok || hasEntry(this.#folder, key))) {
      this.#ahead.loaded(file);
      return made;
    }
    return attempt(file, () => {
      const source = request.source ?? readFileSync(file, 'utf8');
      if (probes && carried !== true) this.#ahead.asked({ file, source, format });
      return this.#written(request, source);
    });
  }

  #makeAhead(input: SourceText): void {
    const { file, source, format } = input;
    const key = cacheKey(input, 'probes', this.#salt, hash);
    this.#made.set(
      key,
      attempt(file, () => this.#written({ file, format, key, probes: true }, source)),
    );
  }

  #written(request: InstrumentRequest, source: string): Result<undefined> {
    const { file, format, key, probes, carried } = request;
    if (!probes) {
      const erased = eraseTypes(
        { path: file, source, format, key },
        { compilerOptions: this.#configs.optionsFor(file) },
      );
      if (!erased.ok) return erased;
      writeEntry(this.#folder, key, { code: erased.value.code, entry: undefined });
      return ok(undefined);
    }
    this.amount += source.length;
    const result = this.#instrumented(request, source);
    if (!result.ok) return result;
    const { code, table } = result.value;
    writeEntry(this.#folder, key, { code, entry: { source, table }, ...(carried && { isCarried: true }) });
    return ok(undefined);
  }

  #instrumented({ file, format, key, carried }: InstrumentRequest, source: string): Result<Instrumented> {
    const input = { path: file, source, format, key, ...(carried && { carried }) };
    return instrument(input, { ...this.#options, compilerOptions: this.#configs.optionsFor(file) });
  }
}

/** A file that trips us up must not end the session: it runs uninstrumented and the recording says so. */
function attempt(file: string, written: () => Result<undefined>): Result<undefined> {
  try {
    return written();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('instrument-failed', `${file} could not be instrumented: ${reason}`);
  }
}
