/**
 * The TypeScript compiler and the instrumenter, which the build makes one script of (esbuild.config.mjs), with V8's code of it as it was once a process had used them:
 * it is read with the script, so that V8 compiles next to nothing. Node's compile cache, in whose folder it lies, keeps modules as they are when they have been
 * loaded, and V8 leaves functions for their first call: of 7 MB it kept 0.4, which left 200 ms of compiling to a first launch of 200 files.
 *
 * V8 checks whether the code fits its version, its flags and the script's length; the script's checksum is in the file's name, that of the code in its head.
 */
import { readFileSync } from 'node:fs';
import { createRequire, getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { writeWhole } from './wholeFile.js';

/** Beside the bundle. */
const NAME = 'compiler.cjs';

/** Of the kept code: two words, its checksum and how many characters had been instrumented. */
const HEAD_BYTES = 8;

/** Code is made again (50 ms) after so many times more text, which will have run other functions. */
const WORTHWHILE = 4;

type Exports = typeof import('./compiler.js');

interface Loaded {
  readonly exports: Exports;
  readonly script: Script;
  /** where V8's code of it is kept, if it is */
  readonly kept: string | undefined;
  /** how many characters had been instrumented when that was made */
  amount: number;
}

let loaded: Loaded | undefined;

/** What compiler.ts exports. */
export function compilerScript(): Exports {
  loaded ??= load();
  return loaded.exports;
}

/** Keeps V8's code of what has run by now; `amount`: characters that this process has instrumented. */
export function keepCompilerCode(amount: number): void {
  if (loaded?.kept === undefined || amount < Math.max(1, loaded.amount * WORTHWHILE)) return;
  loaded.amount = amount;
  const code = loaded.script.createCachedData();
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(crc32(code), 0);
  head.writeUInt32LE(Math.min(amount, 0xffffffff), 4);
  try {
    writeWhole(loaded.kept, Buffer.concat([head, code]));
  } catch {
    // The next one compiles it again.
  }
}

function load(): Loaded {
  const filename = fileURLToPath(new URL(NAME, import.meta.url));
  const bytes = readFileSync(filename);
  const folder = getCompileCacheDir();
  const kept = folder === undefined ? undefined : join(folder, `elixirscope-${crc32(bytes).toString(16)}`);
  const file = kept === undefined ? undefined : codeIn(kept);
  const cachedData = file?.subarray(HEAD_BYTES);
  const script = new Script(bytes.toString('latin1'), { filename, ...(cachedData !== undefined && { cachedData }) });
  const isTaken = file !== undefined && script.cachedDataRejected === false;
  const module = { exports: {} as Exports };
  script.runInThisContext()(module.exports, createRequire(filename), module, filename, join(filename, '..'));
  return { exports: module.exports, script, kept, amount: isTaken ? file.readUInt32LE(4) : 0 };
}

/** Undefined if there is none, or it is damaged. */
function codeIn(path: string): Buffer | undefined {
  try {
    const file = readFileSync(path);
    return file.length > HEAD_BYTES && crc32(file.subarray(HEAD_BYTES)) === file.readUInt32LE(0) ? file : undefined;
  } catch {
    return undefined;
  }
}
