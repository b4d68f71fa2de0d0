/** Value that the code's own invariants say is there: its absence is a developer's error and fails fast. */
export function defined<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`ElixirScope internal error: missing ${what}`);
  return value;
}
