/**
 * The folder a batch runs in: the tests as Node loads them. Scripts become `.cjs`, modules stay `.js` below a package.json that makes them
 * modules. A test that uses other files has them copied for itself: a module is evaluated once per process, and each test expects to be
 * the first.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Job, JobTest } from './job.js';
import type { Variant } from './suite.js';

/** The driver's name in the workspace, and what its tests match. */
export const DRIVER = 'driver.cjs';
export const TESTS = '*/*/**';

export interface WorkspaceOptions {
  /** the built driver; a program lies in the workspace that is recorded */
  readonly driver: string;
  readonly harness: Job['harness'];
  readonly asyncMillis: number;
}

export interface Workspace {
  readonly folder: string;
  readonly tests: readonly JobTest[];
  readonly options: WorkspaceOptions;
}

export function writeWorkspace(folder: string, variants: readonly Variant[], options: WorkspaceOptions): Workspace {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  copyFileSync(options.driver, join(folder, DRIVER));
  const tests = variants.map((variant, id) => {
    const { isModule, isAsync, includes } = variant;
    return { id, file: writeTest(join(folder, String(id)), variant), isModule, isAsync, includes };
  });
  return { folder, tests, options };
}

/** Writes the job of some of its tests. */
export function writeJob(
  { folder, options }: Workspace,
  tests: readonly JobTest[],
  name: string,
): Job & { file: string } {
  const used = new Set(tests.flatMap(({ includes }) => includes));
  const harness = Object.fromEntries(Object.entries(options.harness).filter(([file]) => used.has(file)));
  const { asyncMillis } = options;
  const job: Job = { tests, harness, asyncMillis, folder, reports: join(folder, `${name}.reports`) };
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(job));
  writeFileSync(job.reports, '');
  return { ...job, file };
}

/** The test keeps its name, by which it may import itself, and its folder's place below the parent. */
function writeTest(own: string, { file, text, strict, isModule }: Variant): string {
  const folder = join(own, basename(dirname(file)));
  mkdirSync(folder, { recursive: true });
  copyImported(text, { from: dirname(file), to: folder, seen: new Set([file]) });
  const name = isModule ? basename(file) : `${basename(file, '.js')}.cjs`;
  const target = join(folder, name);
  writeFileSync(target, strict ? `"use strict";${text}` : text);
  return target;
}

interface Copying {
  readonly from: string;
  readonly to: string;
  readonly seen: Set<string>;
}

/** Every file that a string of the text could name, and those that they name. */
function copyImported(text: string, { from, to, seen }: Copying): void {
  for (const [, specifier] of text.matchAll(/['"`](\.{1,2}\/[^'"`\n]+)['"`]/g)) {
    const file = join(from, specifier!);
    if (seen.has(file) || !existsSync(file) || !/\.\w+$/.test(file)) continue;
    seen.add(file);
    const copied = readFileSync(file);
    const target = join(to, specifier!);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, copied);
    copyImported(copied.toString('utf8'), { from: dirname(file), to: dirname(target), seen });
  }
}
