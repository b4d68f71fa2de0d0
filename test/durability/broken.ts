/** A copy of the built command line with a fault put into what runs inside the program. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../record/process.js';

export interface Fault {
  /** bundle in dist/runtime */
  readonly bundle: 'main.cjs' | 'drain.cjs';
  /** must be there once; `code` goes behind it */
  readonly anchor: string;
  readonly code: string;
}

/** Path of the copy's command line. */
export function brokenCli(name: string, { bundle, anchor, code }: Fault): string {
  const folder = join(ROOT, 'dist/faults', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['cli', 'runtime'])
    cpSync(join(ROOT, 'dist', part), join(folder, part), { recursive: true, filter: (path) => !path.endsWith('.map') });
  const path = join(folder, 'runtime', bundle);
  const text = readFileSync(path, 'utf8');
  if (text.split(anchor).length !== 2) throw new Error(`"${anchor}" is not once in ${bundle}`);
  writeFileSync(
    path,
    text.replace(anchor, () => `${anchor} ${code}`),
  );
  return join(folder, 'cli/main.js');
}
