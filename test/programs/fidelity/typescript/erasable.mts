// Erasable TypeScript: types, assertions, satisfies, overloads, generics, `this` parameters, declare, definite, abstract, modifiers.
interface Point { readonly x: number; y?: number }
type Result<T, E = Error> = { ok: true; value: T } | { ok: false; error: E };
declare const injected: { never: true };
declare function external(n: number): string;
declare global { interface Array<T> { custom?: T } }
function parse(text: string): number;
function parse(text: string, radix: number): number;
function parse(this: void, text: string, radix?: number): number {
  const parsed = parseInt(text, radix ?? 10) as number;
  return parsed;
}
const identity = <T,>(value: T): T => value;
const point = { x: 1, y: 2 } satisfies Point as Point;
const tuple = [1, 'a', true] as const satisfies readonly unknown[];
let definite!: number;
const assign = () => { definite = 5; };
assign();
console.log(parse('12'), parse('ff', 16), identity<string>('generic'), point!.y!, tuple[1], definite! + 1);
abstract class Repository<T extends { id: number }, K extends keyof T = keyof T> {
  private readonly items: T[] = [];
  protected abstract describe(item: T): string;
  declare protected phantom: K;
  static override?: never;
  public add(item: T): this { this.items.push(item); return this; }
  get first(): string | undefined { const [item] = this.items; return item && this.describe(item); }
  [key: string]: unknown;
}
class Users extends Repository<{ id: number; name: string }> implements Iterable<number> {
  protected override describe({ name }: { id: number; name: string }): string { return `user ${name as string}`; }
  *[Symbol.iterator](): Generator<number, void, undefined> { yield (1 as unknown) as number; }
}
const users = new Users().add({ id: 1, name: 'ada' } as { id: number; name: string });
console.log(users.first, [...users], Object.keys(users));
const wrap = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
  try { return { ok: true, value: await work() }; } catch (error: unknown) { return { ok: false, error: error as Error }; }
};
const good = await wrap<number>(async () => 1), bad = await wrap(() => Promise.reject(new Error('no')));
console.log(good.ok && good.value, !bad.ok && bad.error.message, typeof external === 'undefined', typeof injected);
function isPoint(value: unknown): value is Point { return typeof value === 'object' && value !== null && 'x' in value; }
function assertPoint(value: unknown): asserts value is Point { if (!isPoint(value)) throw new TypeError('no point'); }
const less = (a: number, b: number) => a < b, shift = (1 << 2) >> 1, compare = less(1, 2) > (0 as unknown as boolean);
try { assertPoint(null); } catch (error) { console.log((error as Error).message, less(1, 2), shift, compare); }
type Deep = { [K in keyof Point]-?: Point[K] extends infer U ? U : never };
const mapped: Partial<Record<keyof Deep, `${string}-${number}`>> = { x: 'a-1' };
for (const key in mapped as object) console.log(key, (mapped as any)[key]);
export type { Point, Result };
export { type Deep, point as exportedPoint };
