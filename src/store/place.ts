/** The place of a recording, before there is a database in it. */
import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { fail, messageOf, ok, type Result } from '../base/result.js';
import { APPLICATION_ID, EXTENSION } from './fileMarks.js';

/** Files of a database beside it. */
const BESIDE = ['-wal', '-shm', '-journal'];

/** Leaves an empty file there; an older recording and its log are gone, and nothing else ever is. */
export function claimPlace(path: string): Result<undefined> {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) return refused(`${path} is a folder`);
    if (there !== undefined && there.size > 0 && !isRecording(path))
      return refused(`${path} is no recording, and is not overwritten`);
    // An empty one may be ours by its name (claimNewPlace), which somebody else would take in between.
    if (there?.size !== 0) rmSync(path, { force: true });
    for (const suffix of BESIDE) rmSync(path + suffix, { force: true });
    closeSync(openSync(path, 'w'));
    return ok(undefined);
  } catch (error) {
    return unwritable(path, error);
  }
}

/** Where SQLite keeps the number that says whose file it is. */
const ID_OFFSET = 68;

/** By its name, or its first bytes: a damaged one may be replaced, too. */
function isRecording(path: string): boolean {
  if (extname(path) === EXTENSION) return true;
  const id = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    readSync(file, id, 0, id.length, ID_OFFSET);
  } finally {
    closeSync(file);
  }
  return id.readUInt32BE() === APPLICATION_ID;
}

/** The first of the paths at which there is nothing: several recordings may begin in one folder at a time. Leaves an empty file there. */
export function claimNewPlace(paths: Iterable<string>): Result<string> {
  for (const path of paths) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      closeSync(openSync(path, 'wx'));
      return ok(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return unwritable(path, error);
    }
  }
  return fail('recording-unwritable', 'All places for the recording are taken: choose another with --out.');
}

/** Nothing was started that could be recorded there. */
export function releasePlace(path: string): void {
  for (const suffix of ['', ...BESIDE]) rmSync(path + suffix, { force: true });
}

export const unwritable = (path: string, error: unknown): Result<never> =>
  refused(`The recording ${path} cannot be written: ${messageOf(error)}`);

export const refused = (why: string): Result<never> =>
  fail('recording-unwritable', `${why}. Choose another place with --out (or "recording" in launch.json).`);
