/** One file, one spelling: how the adapter compares paths that come from the client, the disk and the recording. */
import { posix, win32 } from 'node:path';

export type PathStyle = 'posix' | 'win32';

const HERE: PathStyle = process.platform === 'win32' ? 'win32' : 'posix';

/**
 * Key of an absolute path for comparisons: no `.` or `..`, and on Windows backslashes and lower case (drive letters come in both cases
 * from editors, and names are not case sensitive there). Never shown, never opened.
 */
export function pathKey(path: string, style: PathStyle = styleOf(path)): string {
  return style === 'win32' ? win32.normalize(path).toLowerCase() : posix.normalize(path);
}

/** A recording made on Windows keeps its Windows paths wherever it is opened. */
function styleOf(path: string): PathStyle {
  if (/^[a-z]:[\\/]/i.test(path) || path.startsWith('\\\\')) return 'win32';
  return path.startsWith('/') ? 'posix' : HERE;
}

/** Last part of a path of either style. */
export function fileName(path: string): string {
  return (styleOf(path) === 'win32' ? win32 : posix).basename(path);
}
