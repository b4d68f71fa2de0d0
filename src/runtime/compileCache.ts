/**
 * V8's code of the modules of one launch, kept for the next by Node's compile cache: half of what loading them and running them for the first time
 * takes. The engine asks for it by Node's own environment variable, since the runtime itself is compiled before it could. The program finds no such cache,
 * and may enable one of its own, which stays empty.
 *
 * Node keeps what has been compiled when a module was, and V8 leaves functions for their first call: so modules are compiled whole here, where that shows in no
 * stack. Code is kept under V8's flags, so the flag is set for each module and reset before anything else is compiled; for the next launch the engine marks the code as
 * that of V8's usual flags, and says of which modules it has (record/compiledCode.ts): these take no flag.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILE_CACHE_VARIABLE, compileCacheOf, USUAL_CODE } from '../wire/control.js';
import { disguise } from './disguise.js';
import { SafeSet } from './intrinsics.js';
import { areFrozen, compileWhole } from './v8Flags.js';

/** As Node calls the outcomes. */
const ENABLED = 1;
const ALREADY_ENABLED = 2;

/** Of a longer module most functions are never called, and reading their code takes longer than compiling the others. */
const WHOLE_LENGTH = 1 << 17;

type EnableOptions = string | { readonly directory?: string } | undefined;

export class Compilation {
  readonly #compilesWhole: boolean;
  /** modules whose code is there */
  readonly #usual: SafeSet<string>;
  #isWhole = false;

  constructor(cacheDirectory: string) {
    const folder = hideCompileCache(cacheDirectory);
    const { execArgv } = process;
    this.#usual = new SafeSet(folder === undefined ? [] : linesOf(join(folder, USUAL_CODE)));
    this.#compilesWhole =
      folder !== undefined && !areFrozen(execArgv) && !execArgv.some((flag) => flag.includes('lazy'));
  }

  /** Node compiles the text next. `name`: as in USUAL_CODE */
  begin(text: string, name: string): void {
    if (!this.#compilesWhole || text.length > WHOLE_LENGTH || this.#usual.has(name)) return;
    this.#isWhole = true;
    compileWhole(true);
  }

  /** That is done. */
  end(): void {
    if (!this.#isWhole) return;
    this.#isWhole = false;
    compileWhole(false);
  }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Returns the folder, if there is one of ours. */
function hideCompileCache(cacheDirectory: string): string | undefined {
  if (process.env[COMPILE_CACHE_VARIABLE] !== compileCacheOf(cacheDirectory)) return undefined;
  delete process.env[COMPILE_CACHE_VARIABLE];
  const original = { enable: module.enableCompileCache, directory: module.getCompileCacheDir };
  const real = original.directory();
  if (real === undefined) return undefined;
  let chosen: string | undefined;
  function enable(options?: EnableOptions): object {
    // It says what is no folder, and otherwise that there is a cache already.
    original.enable(options as string);
    if (chosen !== undefined) return { status: ALREADY_ENABLED, directory: chosen };
    const given = typeof options === 'object' && options !== null ? options.directory : options;
    const directory = given ?? (process.env[COMPILE_CACHE_VARIABLE] || join(tmpdir(), 'node-compile-cache'));
    chosen = join(directory, (real as string).slice(compileCacheOf(cacheDirectory).length + 1));
    try {
      mkdirSync(chosen, { recursive: true });
    } catch {
      // Node would not write into it either.
    }
    return { status: ENABLED, directory };
  }
  function directory(): string | undefined {
    return chosen;
  }
  module.enableCompileCache = disguise(enable as typeof original.enable, original.enable);
  module.getCompileCacheDir = disguise(directory, original.directory);
  return real;
}
