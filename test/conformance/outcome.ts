/** How a test ended in one run, and whether two runs ended alike. */

export type Outcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'threw'; readonly name: string; readonly message: string; readonly stack: string }
  /** the process was killed, or a promised call of $DONE never came */
  | { readonly kind: 'timeout' }
  /** the process ended while the test ran */
  | { readonly kind: 'exited'; readonly how: string };

export const inWords = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'completed':
      return 'completed';
    case 'threw':
      return `threw ${outcome.name}: ${outcome.message}`;
    case 'timeout':
      return 'timed out';
    case 'exited':
      return `ended the process: ${outcome.how}`;
  }
};

/** Empty if the outcomes are the same. */
export function howTheyDiffer(plain: Outcome, recorded: Outcome): string {
  const [before, after] = [inWords(plain), inWords(recorded)];
  if (before !== after) return `${before}\n  -> ${after}`;
  if (plain.kind === 'threw' && recorded.kind === 'threw' && plain.stack !== recorded.stack && !isOverflow(plain)) {
    return `${before}\n  stack ${plain.stack}\n  ->    ${recorded.stack}`;
  }
  return '';
}

/** At which call the stack ends is not the program's to know. */
const isOverflow = ({ name, message }: { name: string; message: string }): boolean =>
  name === 'RangeError' && message === 'Maximum call stack size exceeded';

/** Whether the test says what the outcome should be, and it is. */
export function hasPassed(outcome: Outcome, negative: { readonly type: string } | undefined): boolean {
  if (negative === undefined) return outcome.kind === 'completed';
  return outcome.kind === 'threw' && outcome.name === negative.type;
}
