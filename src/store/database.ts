/**
 * The recording file: one SQLite database. Rows are for what is looked up; events live in the compressed words of segments.
 * The format version is `user_version`; `application_id` says that a file is a recording at all.
 */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Result, fail, ok } from '../base/result.js';

export const FORMAT_VERSION = 2;
/** 'ESCP' */
const APPLICATION_ID = 0x45534350;

const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE threads (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, pid INTEGER NOT NULL, node_thread INTEGER NOT NULL, node TEXT NOT NULL, argv TEXT NOT NULL,
  cwd TEXT NOT NULL, program TEXT NOT NULL, started_micros REAL, events INTEGER NOT NULL DEFAULT 0,
  first_step INTEGER, last_step INTEGER, last_micros REAL NOT NULL DEFAULT 0, exit_code INTEGER, unmatched INTEGER NOT NULL DEFAULT 0);
CREATE TABLE files (id INTEGER PRIMARY KEY, thread INTEGER NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL, base INTEGER NOT NULL, sites INTEGER NOT NULL);
CREATE TABLE sources (key TEXT PRIMARY KEY, codec INTEGER NOT NULL, site_table BLOB NOT NULL, source BLOB NOT NULL);
CREATE TABLE skipped (path TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE segments (
  thread INTEGER NOT NULL, idx INTEGER NOT NULL, first_seq INTEGER NOT NULL, events INTEGER NOT NULL, first_micros REAL NOT NULL, last_micros REAL NOT NULL,
  low INTEGER NOT NULL, kept INTEGER NOT NULL, marks INTEGER NOT NULL, throws INTEGER NOT NULL,
  old_id INTEGER NOT NULL, last_id INTEGER NOT NULL, first_string INTEGER NOT NULL, last_string INTEGER NOT NULL,
  PRIMARY KEY (thread, idx)) WITHOUT ROWID;
CREATE TABLE segment_data (
  id INTEGER PRIMARY KEY, thread INTEGER NOT NULL, idx INTEGER NOT NULL, codec INTEGER NOT NULL, words_codec INTEGER NOT NULL,
  sites BLOB NOT NULL, old_ids BLOB NOT NULL, new_ids BLOB NOT NULL, keyframe BLOB NOT NULL, suspended BLOB, words BLOB NOT NULL, UNIQUE (thread, idx));
CREATE TABLE kept_strings (thread INTEGER NOT NULL, first_string INTEGER NOT NULL, last_string INTEGER NOT NULL, codec INTEGER NOT NULL, words BLOB NOT NULL);
CREATE TABLE symbols (thread INTEGER NOT NULL, id INTEGER NOT NULL, description INTEGER NOT NULL, flags INTEGER NOT NULL, PRIMARY KEY (thread, id)) WITHOUT ROWID;
CREATE TABLE protos (thread INTEGER NOT NULL, id INTEGER NOT NULL, name INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY (thread, id)) WITHOUT ROWID;
CREATE TABLE module_enters (thread INTEGER NOT NULL, seq INTEGER NOT NULL, fn INTEGER NOT NULL, own_id INTEGER NOT NULL, PRIMARY KEY (thread, seq)) WITHOUT ROWID;
CREATE TABLE failures (thread INTEGER NOT NULL, seq INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (thread, seq)) WITHOUT ROWID;
CREATE TABLE gaps (thread INTEGER NOT NULL, kind INTEGER NOT NULL, lost INTEGER NOT NULL, PRIMARY KEY (thread, kind)) WITHOUT ROWID;
`;

/** A new recording file at `path`, in WAL mode so that readers see it grow. An older file there is replaced. */
export function createDatabase(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('page_size = 16384');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 2048');
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.exec(SCHEMA);
  db.pragma(`user_version = ${FORMAT_VERSION}`);
  return db;
}

/** Leaves the file complete in itself: nothing in a write-ahead log beside it. */
export function closeDatabase(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
  } catch {
    // Another process still reads it: the log stays beside the file and the next opening folds it in.
  }
  db.close();
}

/** An existing recording, for reading. */
export function openDatabase(path: string): Result<Database.Database> {
  if (!existsSync(path)) return fail('recording-missing', `There is no recording at ${path}: check the path.`);
  let db: Database.Database | undefined;
  try {
    foldLog(path);
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
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
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return notARecording(path);
  const version = Number(db.pragma('user_version', { simple: true }));
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
  // Reading the rows that everything starts from finds a file that was cut short.
  db.prepare('SELECT count(*) FROM threads').get();
  db.prepare('SELECT max(idx) FROM segments').get();
  return undefined;
}

/** A recorder that was killed leaves its last writes in a log beside the file. With nobody else at the file, they are folded in. */
function foldLog(path: string): void {
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

const notARecording = (path: string): Result<never> =>
  fail('not-a-recording', `${path} is not an ElixirScope recording (*.escope): choose another file.`);

function openFailure(path: string, error: unknown): Result<never> {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code === 'SQLITE_NOTADB') return notARecording(path);
  if (code.startsWith('SQLITE_CORRUPT'))
    return fail(
      'recording-damaged',
      `${path} is damaged (${messageOf(error)}): the file may have been cut short while it was copied.`,
    );
  return fail('recording-unreadable', `${path} cannot be read: ${messageOf(error)}.`);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
