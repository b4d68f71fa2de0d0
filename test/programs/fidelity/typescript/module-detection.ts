// A .ts file of a package of type "module": ESM semantics, strict, import.meta, no require.
const sloppy = (function (this: unknown) { return this; })();
console.log(sloppy, typeof require, typeof module, typeof import.meta.url, typeof exports);
let deleted = 'not deleted';
try {
  // @ts-expect-error
  undeclared = 1;
} catch (error) {
  deleted = (error as Error).message;
}
console.log(deleted, this);
const { default: fs, readFileSync } = await import('node:fs');
console.log(fs.readFileSync === readFileSync);
export {};
