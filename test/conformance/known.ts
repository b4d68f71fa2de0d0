/** Tests of the sample whose outcome is known to change under recording, by cause. The list may only become shorter. */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'parameters that closures in their default values capture': ['test/language/expressions/call/scope-lex-open.js'],
};
