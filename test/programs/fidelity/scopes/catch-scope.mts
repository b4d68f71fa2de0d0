// The catch parameter has a scope of its own: pattern, no parameter, nested, captured by a closure.
const kept: (() => unknown)[] = [];
for (const thrown of [1, { code: 'E', detail: { n: 2 } }, new RangeError('far')]) {
  try {
    throw thrown;
  } catch (error) {
    const local = typeof error;
    kept.push(() => [local, error]);
    error = 'replaced';
  }
}
console.log(kept.map((read) => read()));
try {
  throw { code: 'A', rest: [1, 2, 3] };
} catch ({ code, rest: [first, ...others], missing = first }) {
  const all = [code, first, others, missing];
  console.log(all);
}
let result = '';
try {
  try {
    throw new Error('inner');
  } catch (error) {
    result += (error as Error).message;
    throw new Error('outer', { cause: error });
  } finally {
    result += ' finally';
  }
} catch (error) {
  const { message, cause } = error as Error;
  result += ` ${message} ${(cause as Error).message}`;
}
console.log(result);
try {
  null!.x;
} catch {
  const here = 'no parameter';
  console.log(here);
}
function shadow(error: string) {
  try {
    throw `${error}!`;
  } catch (error) {
    return error;
  }
}
console.log(shadow('shadow'));
