/** Scripts that the operating system gives to Node (`#!/usr/bin/env node`), as those in node_modules/.bin. */
import { accessSync, closeSync, constants, openSync, readSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const FIRST_LINE = '#!/usr/bin/env node\n';

/**
 * Whether running the command (with the working directory and PATH of this process) is running this Node with it: then it can be started as a program, which is
 * sooner at its first line, and whose code V8 keeps.
 */
export function runsOnThisNode(command: string): boolean {
  if (process.platform === 'win32' || !command.includes('/') || process.versions.electron !== undefined) return false;
  try {
    accessSync(command, constants.X_OK);
    return firstBytes(command, FIRST_LINE.length) === FIRST_LINE && isOurs('node');
  } catch {
    return false;
  }
}

function firstBytes(path: string, count: number): string {
  const bytes = Buffer.alloc(count);
  const file = openSync(path, 'r');
  try {
    return bytes.toString('latin1', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** Whether a command is the executable that runs us. */
function isOurs(name: string): boolean {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      continue;
    }
    return realpathSync(path) === realpathSync(process.execPath);
  }
  return false;
}
