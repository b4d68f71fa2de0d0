// captureStackTrace and stackTraceLimit: the number of frames, cut above a function, on objects and subclasses.
const lines = (o: any) => String(o.stack).split('\n').map((line) => line.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1').replace(/\(node:.*/, '(node)'));
console.log(Error.stackTraceLimit);
function deep(n: number, limit: number): Error {
  if (n > 0) return deep(n - 1, limit);
  Error.stackTraceLimit = limit;
  const error = new Error(`limit ${limit}`);
  Error.stackTraceLimit = 10;
  return error;
}
for (const limit of [0, 1, 3, 20]) {
  const error = deep(12, limit);
  const list = lines(error);
  console.log(list.length, list.slice(0, 3), list.at(-1));
}
class CustomError extends Error {
  code: string;
  constructor(message: string, code: string) {
    super(message);
    this.name = 'CustomError';
    this.code = code;
    Error.captureStackTrace(this, CustomError);
  }
}
function thrower(): never {
  throw new CustomError('custom', 'E1');
}
try {
  thrower();
} catch (error) {
  console.log(lines(error).slice(0, 3), (error as CustomError).code, error instanceof CustomError);
}
function assertLike(condition: boolean) {
  if (condition) return;
  const o: any = { message: 'o' };
  Error.captureStackTrace(o, assertLike);
  return lines(o).slice(0, 2);
}
function caller() {
  return assertLike(false);
}
console.log(caller());
const plain: any = {};
Error.captureStackTrace(plain);
console.log(Object.getOwnPropertyDescriptor(plain, 'stack')!.enumerable, lines(plain)[1]);
(Error as any).stackTraceLimit = 'no number';
console.log(new Error('none').stack);
Error.stackTraceLimit = 2;
console.log(lines(new RangeError('two')));
const never = Function.prototype;
Error.captureStackTrace(plain, never);
console.log(lines(plain).length);
