/** Sizes and ages of recordings, for people. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** For example `5 min ago`; beyond a week the date. */
export function ageText(then: number, now: number): string {
  const age = now - then;
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  if (age < 2 * DAY) return 'yesterday';
  if (age < 7 * DAY) return `${Math.floor(age / DAY)} days ago`;
  return new Date(then).toLocaleDateString();
}

export function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size >= 10 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

export interface Kept {
  readonly made: number;
  readonly isPinned: boolean;
}

/** Those that go when no more than `most` are to be kept besides the pinned ones: the oldest. 0 keeps all. */
export function beyond<T extends Kept>(files: readonly T[], most: number): readonly T[] {
  if (most <= 0) return [];
  return files
    .filter(({ isPinned }) => !isPinned)
    .sort((a, b) => b.made - a.made)
    .slice(most);
}
