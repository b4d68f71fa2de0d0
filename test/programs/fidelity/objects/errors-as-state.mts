// Error objects: own properties, cause, aggregate, message changed, prototypes, non-errors with stack; shown as they are.
const plain: any = new Error('plain');
plain.code = 'E1';
plain.detail = { n: 1 };
plain.detail.n++;
const caused = new TypeError('outer', { cause: plain });
const several = new AggregateError([plain, 'text', caused], 'several');
several.errors.push('added');
delete plain.code;
plain.message = 'changed';
plain.name = 'Renamed';
class HttpError extends Error { status: number; static count = 0; constructor(status: number) { super(`status ${status}`); this.status = status; HttpError.count++; } get retry() { return this.status > 499; } toJSON() { return { status: this.status }; } }
const http = new HttpError(503);
http.status = 404;
console.log(String(plain), caused.cause === plain, several.errors.length, http.retry, JSON.stringify(http), HttpError.count);
const bare: any = Object.create(Error.prototype);
bare.message = 'bare';
const fake = { name: 'Error', message: 'fake', stack: 'no real stack' };
console.log(String(bare), bare instanceof Error, Error.isError?.(bare), Error.isError?.(plain), fake);
const nested = [http, { error: several }];
(nested[0] as any).extra = nested;
function rethrow(error: Error) {
  try {
    throw error;
  } catch (caught: any) {
    caught.passed = (caught.passed ?? 0) + 1;
    return caught === error;
  }
}
console.log(rethrow(plain), rethrow(plain), plain.passed, Object.keys(plain), Object.keys(http), (nested[0] as any).extra[1].error.message);
const dom = new DOMException('dom', 'AbortError');
const { code, name } = dom;
console.log(code, name, dom instanceof Error, Object.prototype.toString.call(dom), new Error(undefined).message === '', 'message' in new Error(), Object.hasOwn(new Error(), 'message'), new Error('x', { cause: undefined }).hasOwnProperty('cause'));
