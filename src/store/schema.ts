/**
 * The tables of a recording. Rows of scalars end with a checksum (`sum`) of their values in the order given here; blobs are sealed
 * (checksum.ts). `files`, `module_enters`, `failures` and `gaps` of a thread count its rows of other tables, so that missing ones are noticed.
 */
import type Database from 'better-sqlite3';
import { rowSum, type Scalar } from './checksum.js';

interface Table {
  readonly columns: Readonly<Record<string, string>>;
  readonly primaryKey?: string;
}

const integer = 'INTEGER NOT NULL';
const real = 'REAL NOT NULL';
const text = 'TEXT NOT NULL';

const ROW_TABLES = {
  meta: { columns: { key: text, value: text }, primaryKey: 'key' },
  threads: {
    columns: {
      id: 'INTEGER PRIMARY KEY',
      name: text,
      pid: integer,
      node_thread: integer,
      node: text,
      argv: text,
      cwd: text,
      program: text,
      started_micros: 'REAL',
      events: integer,
      first_step: 'INTEGER',
      last_step: 'INTEGER',
      last_micros: real,
      exit_code: 'INTEGER',
      unmatched: integer,
      files: integer,
      module_enters: integer,
      failures: integer,
      gaps: integer,
    },
  },
  files: {
    columns: {
      id: 'INTEGER PRIMARY KEY',
      thread: integer,
      path: text,
      key: text,
      base: integer,
      sites: integer,
      first_function: integer,
    },
  },
  skipped: { columns: { path: text, reason: text }, primaryKey: 'path' },
  segments: {
    columns: {
      thread: integer,
      idx: integer,
      first_seq: integer,
      events: integer,
      first_micros: real,
      last_micros: real,
      low: integer,
      kept: integer,
      marks: integer,
      throws: integer,
      old_id: integer,
      last_id: integer,
      first_string: integer,
      last_string: integer,
      deepest: integer,
    },
    primaryKey: 'thread, idx',
  },
  symbols: {
    columns: { thread: integer, id: integer, description: integer, flags: integer },
    primaryKey: 'thread, id',
  },
  protos: { columns: { thread: integer, id: integer, name: integer, parent: integer }, primaryKey: 'thread, id' },
  module_enters: {
    columns: { thread: integer, seq: integer, fn: integer, own_id: integer },
    primaryKey: 'thread, seq',
  },
  failures: { columns: { thread: integer, seq: integer, kind: integer }, primaryKey: 'thread, seq' },
  marks: {
    columns: { thread: integer, kind: integer, seq: integer, number: integer },
    primaryKey: 'thread, kind, seq',
  },
  long_calls: {
    columns: {
      thread: integer,
      level: integer,
      since: integer,
      depth: integer,
      until: 'INTEGER',
      fn: integer,
      entered: integer,
    },
    primaryKey: 'thread, level, since, depth',
  },
  kept_writes: {
    columns: {
      thread: integer,
      site: integer,
      instance: integer,
      seq: integer,
      tag: integer,
      low: integer,
      high: integer,
    },
    primaryKey: 'thread, site, instance',
  },
  gaps: { columns: { thread: integer, kind: integer, lost: integer }, primaryKey: 'thread, kind' },
} as const satisfies Record<string, Table>;

export type RowTable = keyof typeof ROW_TABLES;
export type Row<T extends RowTable> = { readonly [K in keyof (typeof ROW_TABLES)[T]['columns']]: Scalar };

const BLOB_TABLES = `
CREATE TABLE sources (key TEXT PRIMARY KEY, site_table BLOB NOT NULL, source BLOB NOT NULL);
CREATE TABLE segment_data (
  id INTEGER PRIMARY KEY, thread INTEGER NOT NULL, idx INTEGER NOT NULL,
  sites BLOB NOT NULL, old_ids BLOB NOT NULL, new_ids BLOB NOT NULL, keyframe BLOB NOT NULL, suspended BLOB NOT NULL, calls BLOB NOT NULL, words BLOB NOT NULL,
  UNIQUE (thread, idx));
CREATE TABLE kept_strings (
  thread INTEGER NOT NULL, last_string INTEGER NOT NULL, first_string INTEGER NOT NULL, words BLOB NOT NULL,
  PRIMARY KEY (thread, last_string)) WITHOUT ROWID;
`;

export function createTables(db: Database.Database): void {
  for (const [name, table] of Object.entries<Table>(ROW_TABLES)) {
    const columns = Object.entries({ ...table.columns, sum: integer }).map(([column, type]) => `${column} ${type}`);
    const key = table.primaryKey === undefined ? '' : `, PRIMARY KEY (${table.primaryKey})`;
    db.exec(
      `CREATE TABLE ${name} (${columns.join(', ')}${key})${table.primaryKey === undefined ? '' : ' WITHOUT ROWID'}`,
    );
  }
  db.exec(BLOB_TABLES);
}

const columnsOf = (table: RowTable): readonly string[] => Object.keys(ROW_TABLES[table].columns);

/** Statement that writes a row, replacing the one of the same key. */
export function putter<T extends RowTable>(db: Database.Database, table: T): (row: Row<T>) => void {
  const columns = columnsOf(table);
  const statement = db.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${[...columns, 'sum'].map(() => '?').join()})`);
  return (row) => {
    const values = columns.map((column) => (row as Readonly<Record<string, Scalar>>)[column]);
    statement.run(...values, rowSum(table, values));
  };
}

/** Is a row as it was written? */
export function isWhole(table: RowTable, row: object): boolean {
  const values = row as Readonly<Record<string, Scalar>>;
  return (
    values.sum ===
    rowSum(
      table,
      columnsOf(table).map((column) => values[column]),
    )
  );
}
