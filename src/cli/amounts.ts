/** Amounts as people read them. */
export function byteText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let size = bytes / 1024;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${size.toFixed(size >= 100 ? 0 : 1)} ${units[unit]}`;
}

export function timeText(micros: number): string {
  if (micros < 1_000_000) return `${(micros / 1000).toFixed(3)} ms`;
  return `${(micros / 1_000_000).toFixed(3)} s`;
}
