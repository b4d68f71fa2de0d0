import { UserError } from '../base/result.js';

/** A user's error is one sentence and exit code 1; anything else is ours and shows where it happened. */
export function reportFailure(error: unknown): void {
  if (error instanceof UserError) process.stderr.write(`elixirscope: ${error.message}\n`);
  else
    process.stderr.write(
      `elixirscope: internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
  process.exitCode = 1;
}
