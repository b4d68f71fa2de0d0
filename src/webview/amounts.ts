/** Numbers as the panel writes them. */
export const count = (n: number): string => Math.round(n).toLocaleString('en-US');

export const events = (n: number): string => `${count(n)} ${Math.round(n) === 1 ? 'event' : 'events'}`;

/** `step`: between neighbouring labels; no more digits than tell them apart. */
export function duration(micros: number, step = 0): string {
  if (micros === 0) return '0';
  const [unit, size] = micros < 1000 ? ['µs', 1] : micros < 1_000_000 ? ['ms', 1000] : ['s', 1_000_000];
  const value = micros / size;
  const fine = step > 0 ? Math.max(0, Math.ceil(-Math.log10(step / size) + 0.3)) : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(unit === 'µs' && step === 0 ? 0 : Math.min(3, fine))} ${unit}`;
}

export function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} KB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
