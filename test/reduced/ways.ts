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
    'how deep a recursion goes before the stack overflows depends on what is recorded of it',
};
