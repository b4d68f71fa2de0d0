/**
 * `process.chdir` as the program finds it: Node puts another one in its place when worker_threads is loaded, which the recorder does before
 * the program. Must be the first module that main.ts imports.
 */
const untouched = process.chdir;
let counting: typeof process.chdir | undefined;

/** Puts back what was there before the recorder loaded worker_threads. */
export function restoreChdir(): void {
  if (process.chdir === untouched) return;
  counting = process.chdir;
  process.chdir = untouched;
}

/** The program loads worker_threads: its workers are told of changes from now on. */
export function replaceChdir(): void {
  if (counting !== undefined && process.chdir === untouched) process.chdir = counting;
  counting = undefined;
}
