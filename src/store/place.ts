/** The place of a recording, before there is a database in it. */
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, messageOf, ok, type Result } from '../base/result.js';

/** Files of a database beside it. */
const BESIDE = ['-wal', '-shm', '-journal'];

/** Leaves an empty file there; an older recording and its log are gone. */
export function claimPlace(path: string): Result<undefined> {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // An empty one may be ours by its name (claimNewPlace), which somebody else would take in between.
    if (statSync(path, { throwIfNoEntry: false })?.size !== 0) rmSync(path, { force: true });
    for (const suffix of BESIDE) rmSync(path + suffix, { force: true });
    closeSync(openSync(path, 'w'));
    return ok(undefined);
  } catch (error) {
    return unwritable(path, error);
  }
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

export const unwritable = (path: string, error: unknown): Result<never> =>
  fail(
    'recording-unwritable',
    `The recording ${path} cannot be written: ${messageOf(error)}. Choose another place with --out (or "recording" in launch.json).`,
  );
