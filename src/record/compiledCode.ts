/**
 * V8's code of recorded modules, which Node keeps in a folder of the cache (runtime/compileCache.ts). It has been compiled under a flag that V8 stores
 * with it: V8 takes it under the same flags only, and takes no code of Node's own modules while the flag is set, so that the drain worker, which starts
 * meanwhile, compiled them all. After a program's first launch its code is marked here as that of V8's usual flags, which it fits: it is only more of the same.
 *
 * A file of Node's: five words, then V8's data, whose head names the flags. What is not as expected is left alone.
 */
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { USUAL_CODE } from '../wire/control.js';
import { writeWhole } from './wholeFile.js';

export enum CODE_FILE {
  /** of V8's data */
  length = 8,
  /** of the source */
  sourceChecksum = 12,
  checksum = 16,
  data = 20,
}
/** Of V8's data, words that are compared: what it is, V8's version, the source, the flags. */
export const HEAD_WORDS = 4;
export const FLAGS_WORD = 3;
/** Fewer are not worth looking through the folder for, after each change of a file: for these the flag is set for a moment. */
const LEAST_MODULES = 16;
/** More have to be marked again now and then. */
const MOST_MODULES = 5000;

export function keepUnderUsualFlags(folder: string, modules: readonly string[]): void {
  try {
    for (const version of readdirSync(folder)) keepVersion(join(folder, version), modules);
  } catch {
    // There is no code, or none that may be changed: it is used under the flag.
  }
}

/** `folder`: of one version of V8 and one user. */
function keepVersion(folder: string, modules: readonly string[]): void {
  const path = join(folder, USUAL_CODE);
  const known = new Set(linesOf(path));
  const fresh = modules.filter((module) => !known.has(module));
  if (fresh.length < LEAST_MODULES) return;
  const flags = flagWords();
  if (flags === undefined) return;
  const marked = readdirSync(folder).filter((name) => name !== USUAL_CODE && mark(join(folder, name), flags));
  if (marked.length > 0) writeWhole(path, [...known, ...fresh].slice(-MOST_MODULES).join('\n'));
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

interface FlagWords {
  readonly usual: number;
  readonly whole: number;
}

/** How V8 names its flags, with all functions compiled and without. Undefined if it does so somewhere else. */
export function flagWords(): FlagWords | undefined {
  const usual = headOfCode();
  setFlagsFromString('--no-lazy');
  const whole = headOfCode();
  setFlagsFromString('--lazy');
  const different = usual.flatMap((word, index) => (word === whole[index] ? [] : [index]));
  if (different.length !== 1 || different[0] !== FLAGS_WORD) return undefined;
  return { usual: usual[FLAGS_WORD]!, whole: whole[FLAGS_WORD]! };
}

function headOfCode(): readonly number[] {
  const data = new Script('0').createCachedData();
  return Array.from({ length: HEAD_WORDS }, (_, index) => data.readUInt32LE(4 * index));
}

/** Whoever reads it meanwhile finds another checksum, and compiles the module. */
function mark(path: string, { usual, whole }: FlagWords): boolean {
  const content = readFileSync(path);
  const flagsAt = CODE_FILE.data + 4 * FLAGS_WORD;
  if (content.length <= flagsAt + 4 || content.readUInt32LE(flagsAt) !== whole) return false;
  if (crc32(content.subarray(CODE_FILE.data)) !== content.readUInt32LE(CODE_FILE.checksum)) return false;
  content.writeUInt32LE(usual, flagsAt);
  content.writeUInt32LE(crc32(content.subarray(CODE_FILE.data)), CODE_FILE.checksum);
  const file = openSync(path, 'r+');
  try {
    writeSync(file, content, CODE_FILE.checksum, flagsAt + 4 - CODE_FILE.checksum, CODE_FILE.checksum);
  } finally {
    closeSync(file);
  }
  return true;
}
