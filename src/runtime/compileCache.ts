/**
 * V8's code of the modules of one launch, kept for the next by Node's compile cache: a third of what loading them and running them for the first time
 * takes. The engine asks for it by Node's own environment variable, since the runtime itself is compiled before it could. The program finds no such cache,
 * and may enable one of its own, which stays empty.
 */
import { mkdirSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILE_CACHE_VARIABLE, compileCacheOf } from '../wire/control.js';
import { disguise } from './disguise.js';

/** As Node calls the outcomes. */
const ENABLED = 1;
const ALREADY_ENABLED = 2;

type EnableOptions = string | { readonly directory?: string } | undefined;

export function hideCompileCache(cacheDirectory: string): void {
  if (process.env[COMPILE_CACHE_VARIABLE] !== compileCacheOf(cacheDirectory)) return;
  delete process.env[COMPILE_CACHE_VARIABLE];
  const { enableCompileCache, getCompileCacheDir } = module;
  const real = getCompileCacheDir();
  if (real === undefined) return;
  let chosen: string | undefined;
  const enable = (options?: EnableOptions): object => {
    // It says what is no folder, and otherwise that there is a cache already.
    enableCompileCache(options as string);
    if (chosen !== undefined) return { status: ALREADY_ENABLED, directory: chosen };
    const given = typeof options === 'object' && options !== null ? options.directory : options;
    const directory = given ?? (process.env[COMPILE_CACHE_VARIABLE] || join(tmpdir(), 'node-compile-cache'));
    chosen = join(directory, real.slice(compileCacheOf(cacheDirectory).length + 1));
    try {
      mkdirSync(chosen, { recursive: true });
    } catch {
      // Node would not write into it either.
    }
    return { status: ENABLED, directory };
  };
  module.enableCompileCache = disguise(enable as typeof enableCompileCache, enableCompileCache);
  const directory = (): string | undefined => chosen;
  module.getCompileCacheDir = disguise(directory, getCompileCacheDir);
}
