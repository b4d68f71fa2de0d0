// Thrown values that are no errors: Node prints them with "Uncaught" and no stack of their own.
const thrown = { code: 42, nested: { list: [1, 2, 3] }, toString: () => 'never called' };
function thrower(value: unknown): never {
  throw value;
}
for (const value of [1, 'text', null, undefined, Symbol('s'), 10n]) {
  try {
    thrower(value);
  } catch (error) {
    console.log(typeof error, String(error), error === value);
  }
}
thrower(thrown);
