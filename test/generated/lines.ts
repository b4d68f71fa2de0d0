/** The texts that there are, each on a line of its own. */
export const lines = (texts: readonly string[]): string => `${texts.filter(Boolean).join('\n')}\n`;
