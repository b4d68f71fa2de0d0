// A .cts file without import or export is CommonJS: module wrapper, `this`, require typed as import.
const path: typeof import('node:path') = require('node:path');
type Callback<T> = (error: Error | null, value?: T) => void;
function work<T>(value: T, callback: Callback<T>): void {
  const late = () => callback(value === undefined ? new Error('nothing') : null, value);
  setImmediate(late);
}
const results: unknown[] = [];
work<number>(1, (error, value): void => { results.push([error, value!]); });
work(undefined, (error: Error | null) => {
  results.push(error!.message);
  console.log(results, path.basename(__filename), require.main === module, this === module.exports);
});
var hoisted: string | undefined = hoistedLater?.name;
function hoistedLater(): asserts hoisted is string {}
console.log(hoisted, (arguments as IArguments).length, module.exports === exports);
module.exports = { work } satisfies Record<string, unknown>;
