/**
 * V8's code of our own runtime with all of its functions. Node keeps what has been compiled when the runtime was loaded (runtime/compileCache.ts), and V8 compiles some 300 functions more
 * in each launch before the program begins: 10 ms of CPU time of its thread. After the first launch the code is put in the place of Node's; it is made once per machine.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { compileFunction } from 'node:vm';
import { crc32 } from 'node:zlib';
import { COMMONJS_PARAMETERS } from '../base/commonjs.js';
import { compileCacheOf } from '../wire/control.js';
import { CODE_FILE, FLAGS_WORD, flagWords, HEAD_WORDS, keepUnderUsualFlags } from './compiledCode.js';
import { codeIn, writeCode } from './keptScript.js';
import { runtimePath } from './launch.js';
import { writeWhole } from './wholeFile.js';

/** In the cache folder: for which runtime and which versions of V8 it has been done. */
const DONE = 'runtime-code';

/** A program has ended by itself, so that Node has written its code; `modules`: as they are named in USUAL_CODE. */
export function keepCode(cacheDirectory: string, modules: readonly string[]): void {
  keepUnderUsualFlags(compileCacheOf(cacheDirectory), modules);
  keepRuntimeWhole(cacheDirectory);
}

function keepRuntimeWhole(cacheDirectory: string): void {
  try {
    const path = runtimePath();
    const { size, mtimeMs } = statSync(path);
    const folder = compileCacheOf(cacheDirectory);
    const versions = readdirSync(folder);
    const now = [path, size, mtimeMs, process.versions.v8, ...versions].join('\n');
    const done = join(cacheDirectory, DONE);
    if (textOf(done) === now) return;
    const text = readFileSync(path, 'utf8');
    const code = wholeCode(text, path);
    if (code === undefined) return;
    for (const version of versions) replaceIn(join(folder, version), crc32(text), code);
    writeWhole(done, now);
  } catch {
    // There is no code, or none that may be changed: V8 compiles what it needs.
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Under V8's usual flags, which it fits: it is only more of the same. */
function wholeCode(text: string, path: string): Buffer | undefined {
  const shared = getCompileCacheDir();
  const kept = shared === undefined ? undefined : join(shared, `elixirscope-runtime-${crc32(text).toString(16)}`);
  const known = kept === undefined ? undefined : codeIn(kept);
  if (known !== undefined) return known.code;
  const flags = flagWords();
  if (flags === undefined) return undefined;
  setFlagsFromString('--no-lazy');
  const { cachedData } = compileFunction(text, COMMONJS_PARAMETERS, { filename: path, produceCachedData: true });
  setFlagsFromString('--lazy');
  cachedData?.writeUInt32LE(flags.usual, 4 * FLAGS_WORD);
  if (kept !== undefined && cachedData !== undefined) writeCode(kept, cachedData, 1);
  return cachedData;
}

/** Node's code of the text, where it is of the same V8. */
function replaceIn(folder: string, checksum: number, code: Buffer): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const content = readFileSync(path);
    if (content.length < CODE_FILE.data + 4 * HEAD_WORDS || content.readUInt32LE(CODE_FILE.sourceChecksum) !== checksum)
      continue;
    const head = content.subarray(0, CODE_FILE.data);
    if (code.compare(content, CODE_FILE.data, CODE_FILE.data + 4 * HEAD_WORDS, 0, 4 * HEAD_WORDS) !== 0) continue;
    head.writeUInt32LE(code.length, CODE_FILE.length);
    head.writeUInt32LE(crc32(code), CODE_FILE.checksum);
    writeWhole(path, Buffer.concat([head, code]));
  }
}
