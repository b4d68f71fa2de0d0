/** Node warns when some of what we use is first used ("experimental"): that must not show in the program, nor beside what we say. */
export function withoutWarning<T>(use: () => T): T {
  const { emitWarning } = process;
  try {
    process.emitWarning = () => {};
    return use();
  } finally {
    process.emitWarning = emitWarning;
  }
}
