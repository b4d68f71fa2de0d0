/** Tests of the sample whose outcome is known to change under recording, by cause. The list may only become shorter. */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'a directive without semicolon': [
    'test/language/directive-prologue/14.1-13-s.js',
    'test/language/directive-prologue/func-expr-no-semi-runtime.js',
  ],
  'a text that V8 refuses and we accept': [
    'test/language/asi/S7.9_A4.js',
    'test/language/expressions/async-arrow-function/early-errors-arrow-formals-body-duplicate.js',
    'test/language/expressions/in/private-field-invalid-identifier-complex.js',
    'test/language/expressions/in/private-field-invalid-identifier-simple.js',
    'test/language/statements/const/syntax/with-initializer-for-statement.js',
    'test/language/statements/for-of/labelled-fn-stmt-let.js',
    'test/language/statements/if/if-let-else-stmt.js',
  ],
  'parameters that closures in their default values capture': ['test/language/expressions/call/scope-lex-open.js'],
  '`let` as a name before a line break': [
    'test/language/statements/for-in/let-block-with-newline.js',
    'test/language/statements/for-of/let-block-with-newline.js',
  ],
};
