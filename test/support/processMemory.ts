/** Memory of running processes, as Linux counts it. Nothing where there is no /proc. */
import { readFileSync } from 'node:fs';

/** rss: now. peak: at most so far */
export function megabytesOf(pid: number, what: 'rss' | 'peak'): number {
  const field = what === 'rss' ? 'VmRSS' : 'VmHWM';
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes ?? 0) / 1000;
}

export const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);

/** Nothing if the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
