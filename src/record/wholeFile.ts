/** Files that others may read at any time: they see all of one or nothing. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';

export function writeWhole(path: string, content: string | Buffer): void {
  // Loaded for the first entry that is new: 4 ms that a launch does without.
  const { randomUUID } = process.getBuiltinModule('node:crypto');
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    // Of a full disk it would take what is left.
    rmSync(temporary, { force: true });
    throw error;
  }
}
