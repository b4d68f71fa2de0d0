/** Makes recordings in this process: the instrumenter is loaded once for many programs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startRecording } from '../../src/record/start.js';
import { record } from '../record/cli.js';
import { cleanEnvironment, ROOT } from '../record/process.js';
import type { Sample } from '../record/programs.js';

/** Records a program; what it printed. */
export async function recordProgram(program: Sample, out: string): Promise<string> {
  const { name, path, args, input, cwd = path.startsWith(ROOT) ? ROOT : dirname(path), include } = program;
  // A session has no way to type into its program.
  if (input !== '') return (await record({ program: path, args, input, out, cwd })).stdout;
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'elixirscope-cache-'));
  try {
    const session = await startRecording({
      launch: { kind: 'program', program: path, args },
      cwd,
      workspace: cwd,
      runtimeExecutable: process.execPath,
      env: environmentChanges(),
      stdio: 'pipe',
      cacheDirectory,
      out,
      ...(include !== undefined && { include }),
    });
    let printed = '';
    session.subscribe((event) => {
      if (event.kind === 'stdio' && event.stream === 'stdout') printed += event.text;
    });
    const { signal } = await session.exited;
    if (signal !== undefined) throw new Error(`${name}: recording ended by ${signal}`);
    return printed;
  } finally {
    rmSync(cacheDirectory, { recursive: true, force: true });
  }
}

/** From this process's environment to the one of all programs of the tests. */
function environmentChanges(): Record<string, string | null> {
  const clean = cleanEnvironment();
  const names = new Set([...Object.keys(process.env), ...Object.keys(clean)]);
  return Object.fromEntries([...names].map((name) => [name, clean[name] ?? null]));
}
