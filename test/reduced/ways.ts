/** Ways to record less of a program: options of `record`. */
export const REDUCED: Readonly<Record<string, readonly string[]>> = {
  calls: ['--mode', 'calls'],
  budget: ['--max-overhead', '1.0001'],
  share: ['--max-overhead', '1.5'],
  sample: ['--sample', '2'],
};

/** What is known to differ, and why. */
export const KNOWN: Readonly<Record<string, string>> = {
  'features/exceptions.ts calls':
    'frames that overflowed the stack and were left without a word stay until the module ends',
};
