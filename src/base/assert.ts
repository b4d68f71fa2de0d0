/** A developer's error: fails fast. Never used for bad input, which gets a Result or a UserError. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`ElixirScope internal error: ${message}`);
}

/** Value that the code's own invariants say is there. */
export function defined<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`ElixirScope internal error: missing ${what}`);
  return value;
}

/** End of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`ElixirScope internal error: unexpected ${JSON.stringify(value)}`);
}
