/** An expected failure is a value: `code` is closed and stable, `message` tells the user what to do. */
export interface Failure<C extends string = string> {
  readonly code: C;
  readonly message: string;
}

export type Result<T, F extends Failure = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: F };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = <C extends string>(
  code: C,
  message: string,
): { readonly ok: false; readonly error: Failure<C> } => ({
  ok: false,
  error: { code, message },
});

/** A user's error (missing file, bad argument, broken recording) on its way to the one place that prints it. */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Value of a result, or its failure thrown as a {@link UserError}. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new UserError(result.error.code, result.error.message);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
