// Types that span lines and blank out must not move lines or columns of stacks, breakpoints, or toString.
type Options = {
  readonly limit: number;
  /** a comment */
  nested?: { a: string };
};
interface Service<
  T extends Options = Options,
> {
  run(options: T): number;
}
function typed<
  T extends Options,
>(
  options: T,
  fallback: number = 1,
): number {
  if (options.limit < 0) throw new RangeError(`limit ${options.limit as number}`);
  return (options as Options).limit + fallback;
}
const service: Service = { run: (options): number => { const value: number = typed<Options>(options as Options, 2 satisfies number); return value; } };
for (const limit of [1, -1] as readonly number[]) {
  try {
    console.log(service.run({ limit }));
  } catch (error: unknown) {
    console.log((error as Error).stack!.split('\n').slice(0, 4).map((line: string): string => line.replace(/\(?file:.*\//, '')));
  }
}
console.log(typed.toString());
console.log(String(service.run), service.run.toString().length);
const position = (): string => new Error('here').stack!.split('\n')[1]!.replace(/\(?file:.*\//, '');
console.log(position(), (<T,>(x: T): string => `${x} ${position()}`)<number>(1));
class Typed<T> { private value?: T; constructor(value?: T) { this.value = value; } get(): T | undefined { return this.value as T; } fail(): never { throw new Error('typed method'); } }
try { new Typed<string>('x').fail(); } catch (error) { console.log((error as Error).stack!.split('\n')[1]!.replace(/\(?file:.*\//, '')); }
console.log(Typed.toString());
