/**
 * The TypeScript compiler and the instrumenter, which the build makes one script of (esbuild.config.mjs). Of 7 MB Node's own cache kept 0.4, which left 200 ms of
 * compiling to a first launch of 200 files.
 */
import { fileURLToPath } from 'node:url';
import { KeptScript } from './keptScript.js';

/** Beside the bundle. */
const NAME = 'compiler.cjs';

/** Code is made again after so many times more text, which will have run other functions. */
const WORTHWHILE = 4;

type Exports = typeof import('./compiler.js');

let loaded: KeptScript<Exports> | undefined;

/** What compiler.ts exports. */
export function compilerScript(): Exports {
  loaded ??= new KeptScript(fileURLToPath(new URL(NAME, import.meta.url)));
  return loaded.exports;
}

/** Keeps V8's code of what has run by now; `amount`: characters that this process has instrumented. */
export const keepCompilerCode = (amount: number): void => loaded?.keep(amount, WORTHWHILE);
