/** Recording files made from hand-made streams. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/base/result.js';
import { createRecording, type TraceWriter } from '../../src/store/writer.js';
import { storedSource } from '../../src/store/storedSource.js';
import type { ThreadId } from '../../src/base/units.js';
import type { TableBuilder } from './stream.js';

const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-test-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export interface Draft {
  readonly path: string;
  readonly writer: TraceWriter;
  readonly thread: ThreadId;
  readonly troubles: string[];
}

/** A recording of one thread that has loaded /w/a.ts. */
export function draft(table: TableBuilder, options: { maxSize?: number; path?: string } = {}): Draft {
  const path = options.path ?? join(temporaryFolder(), 'a.escope');
  const troubles: string[] = [];
  const writer = unwrap(
    createRecording({
      path,
      program: '/w/a.ts',
      args: [],
      workspace: '/w',
      mode: 'full',
      overflow: 'block',
      ringBytes: 1 << 24,
      ...(options.maxSize !== undefined && { maxSize: options.maxSize }),
      trouble: (code) => troubles.push(code),
    }),
  );
  const thread = writer.addThread({
    name: 'main',
    pid: 1,
    nodeThread: 0,
    node: 'v24.0.0',
    argv: [],
    cwd: '/w',
    program: '/w/a.ts',
  });
  const lines = Array.from({ length: 100 }, (_, i) => `line ${i}`.padEnd(99, '.'));
  const key = 'a'.repeat(40);
  const built = table.build();
  const stored = storedSource(key, built, lines.join('\n'));
  writer.addModule(thread, { path: '/w/a.ts', key, base: table.base, table: built, stored });
  return { path, writer, thread, troubles };
}

/** The words in segments of about `segmentWords` (cut between events), closed file. */
export function record(table: TableBuilder, segments: readonly Int32Array[]): string {
  const { path, writer, thread } = draft(table);
  for (const words of segments) writer.append(thread, words, true);
  writer.close();
  return path;
}
