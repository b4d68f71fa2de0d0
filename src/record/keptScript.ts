/**
 * Scripts that the build makes of much code, with V8's code of them as it was once a process had used them: it is read with the script, so that V8 compiles next
 * to nothing. Node's compile cache, in whose folder it lies, keeps modules as they are when they have been loaded, and V8 leaves functions for their first call.
 *
 * V8 checks whether the code fits its version, its flags and the script's length; the script's checksum is in the file's name, that of the code in its head.
 */
import { readFileSync } from 'node:fs';
import { createRequire, getCompileCacheDir } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { writeWhole } from './wholeFile.js';

/** Of the kept code: two words, its checksum and how much had run. */
const HEAD_BYTES = 8;

export class KeptScript<Exports> {
  readonly exports: Exports;
  readonly #script: Script;
  /** where V8's code of it is kept, if it is */
  readonly #kept: string | undefined;
  /** how much had run when that was made */
  #amount = 0;
  /** of V8 and its flags */
  readonly #tag = cachedDataVersionTag();

  /** `use`: what it is used for, each of which has code of its own */
  constructor(filename: string, use = '') {
    const bytes = readFileSync(filename);
    const folder = getCompileCacheDir();
    const name = `elixirscope-${basename(filename, '.cjs')}-${crc32(bytes, crc32(use)).toString(16)}`;
    this.#kept = folder === undefined ? undefined : join(folder, name);
    const known = this.#kept === undefined ? undefined : codeIn(this.#kept);
    const { code: cachedData, amount = 0 } = known ?? {};
    this.#script = new Script(bytes.toString('latin1'), { filename, ...(cachedData !== undefined && { cachedData }) });
    if (this.#script.cachedDataRejected === false) this.#amount = amount;
    const module = { exports: {} as Exports };
    const given = [
      module.exports,
      createRequire(filename),
      module,
      filename,
      dirname(filename),
      pathToFileURL(filename).href,
    ];
    this.#script.runInThisContext()(...given);
    this.exports = module.exports;
  }

  /** Keeps V8's code of what has run by now, if so many times more has run than when it was made (which takes 10 to 50 ms). `amount`: in any unit, below 2^32 */
  keep(amount: number, times: number): void {
    if (this.#kept === undefined || amount < Math.max(1, this.#amount * times)) return;
    // V8 would not take it at the next start.
    if (cachedDataVersionTag() !== this.#tag) return;
    this.#amount = amount;
    writeCode(this.#kept, this.#script.createCachedData(), amount);
  }
}

/** `amount`: how much had run when it was made. */
export function writeCode(path: string, code: Buffer, amount: number): void {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(crc32(code), 0);
  head.writeUInt32LE(Math.min(amount, 0xffffffff), 4);
  try {
    writeWhole(path, Buffer.concat([head, code]));
  } catch {
    // The next one compiles it again.
  }
}

/** Undefined if there is none, or it is damaged. */
export function codeIn(path: string): { readonly code: Buffer; readonly amount: number } | undefined {
  try {
    const file = readFileSync(path);
    const code = file.subarray(HEAD_BYTES);
    if (code.length === 0 || crc32(code) !== file.readUInt32LE(0)) return undefined;
    return { code, amount: file.readUInt32LE(4) };
  } catch {
    return undefined;
  }
}
