/**
 * The recording file: one SQLite database. Rows are for what is looked up; events live in the compressed words of segments.
 * The format version is `user_version`; `application_id` says that a file is a recording at all.
 */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Result, fail, messageOf, ok } from '../base/result.js';
import { DamagedData } from './checksum.js';
import { APPLICATION_ID } from './fileMarks.js';
import { createTables } from './schema.js';
import { FORMAT_VERSION } from './storedSource.js';

/** How long another process may keep the recording locked before recording ends. The program waits, if its events may not be dropped. */
const BUSY_MILLIS = 60_000;

/** A new recording file at `path`, in WAL mode so that readers see it grow. An older file there is replaced. */
export function createDatabase(path: string): Database.Database {
  const db = new Database(path, { timeout: BUSY_MILLIS });
  db.pragma('page_size = 16384');
  // There is nothing to lose yet: the disk is waited for (5 to 20 ms) from the first event on.
  db.pragma('synchronous = OFF');
  db.pragma('journal_mode = WAL');
  db.pragma('wal_autocheckpoint = 2048');
  db.pragma(`application_id = ${APPLICATION_ID}`);
  createTables(db);
  db.pragma(`user_version = ${FORMAT_VERSION}`);
  db.pragma('synchronous = NORMAL');
  return db;
}

/** Leaves the file complete in itself: nothing in a write-ahead log beside it. */
export function closeDatabase(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    // Everything is on the disk. What is left is a word in the file's head: with or without it, the file can be opened.
    db.pragma('synchronous = OFF');
    db.pragma('journal_mode = DELETE');
  } catch {
    // Somebody still reads it: the log stays beside the file, and whoever closes it last folds it in.
  }
  db.close();
}

/** An existing recording, for reading. What of it is damaged shows when it is read. */
export function openDatabase(path: string): Result<Database.Database> {
  if (!existsSync(path)) return fail('recording-missing', `There is no recording at ${path}: check the path.`);
  let db: Database.Database | undefined;
  try {
    foldLog(path);
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
    // A file that was cut short is refused as a whole otherwise.
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.pragma('cell_size_check = ON');
    const problem = identify(db, path);
    if (problem === undefined) return ok(db);
    db.close();
    return problem;
  } catch (error) {
    db?.close();
    return openFailure(path, error);
  }
}

function identify(db: Database.Database, path: string): Result<never> | undefined {
  const application = db.pragma('application_id', { simple: true });
  const version = Number(db.pragma('user_version', { simple: true }));
  const isEmpty = application === 0 && db.pragma('schema_version', { simple: true }) === 0;
  if (application !== APPLICATION_ID && !isEmpty) return notARecording(path);
  if (version === 0)
    return fail(
      'recording-damaged',
      `${path} was never finished: the recorder ended while it created the file. Record again.`,
    );
  if (version < FORMAT_VERSION)
    return fail(
      'recording-older',
      `${path} was recorded by an older ElixirScope (format ${version}, this version reads ${FORMAT_VERSION}): record the program again.`,
    );
  if (version > FORMAT_VERSION) {
    return fail(
      'recording-newer',
      `${path} was written by a newer ElixirScope (format ${version}, this version reads ${FORMAT_VERSION}): update ElixirScope to open it.`,
    );
  }
  return undefined;
}

/** A recorder that was killed leaves its last writes in a log beside the file, and one that is read meanwhile leaves an empty one. With nobody else at the file, it is folded in. */
export function foldLog(path: string): void {
  if (!existsSync(`${path}-wal`)) return;
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { fileMustExist: true, timeout: 0 });
    db.pragma('journal_mode = DELETE');
  } catch {
    // Being written right now, or in a folder that we may not write to: it can be read all the same.
  } finally {
    db?.close();
  }
}

/** Another recorder writes to it: nobody else gets the file for himself, and it does not say that it is complete. */
export function isBeingWritten(path: string): boolean {
  foldLog(path);
  if (!existsSync(`${path}-wal`)) return false;
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    return db.prepare("SELECT value FROM meta WHERE key = 'complete'").pluck().get() === '0';
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

const notARecording = (path: string): Result<never> =>
  fail('not-a-recording', `${path} is not an ElixirScope recording (*.escope): choose another file.`);

export function openFailure(path: string, error: unknown): Result<never> {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code === 'SQLITE_NOTADB') return notARecording(path);
  // Tables that are not there, too.
  if (error instanceof DamagedData || /^SQLITE_(CORRUPT|ERROR|FORMAT|SCHEMA|IOERR_SHORT_READ)/.test(code))
    return fail(
      'recording-damaged',
      `${path} is damaged (${messageOf(error)}) and nothing of it can be read: the file may have been cut short while it was copied. Copy it again, or record again.`,
    );
  return fail('recording-unreadable', `${path} cannot be read: ${messageOf(error)}.`);
}
