/** The place of a recording, before there is a database in it. */
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, messageOf, ok, type Result } from '../base/result.js';

/** Leaves an empty file there; an older recording and its log are gone. */
export function claimPlace(path: string): Result<undefined> {
  try {
    mkdirSync(dirname(path), { recursive: true });
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
    closeSync(openSync(path, 'w'));
    return ok(undefined);
  } catch (error) {
    return unwritable(path, error);
  }
}

export const unwritable = (path: string, error: unknown): Result<never> =>
  fail(
    'recording-unwritable',
    `The recording ${path} cannot be written: ${messageOf(error)}. Choose another place with --out (or "recording" in launch.json).`,
  );
