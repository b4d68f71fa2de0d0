// A .cts file: CommonJS whatever the package says; type-only syntax of all kinds.
import type { Stats } from 'node:fs';
const util: typeof import('node:util') = require('node:util');
type Pair<A, B = A> = [first: A, second: B];
interface Named { name: string; readonly id?: number }
declare module 'nothing' { export const x: number; }
declare global { interface Array<T> { neverUsed?: T } }
declare const ghost: string;
declare function ghostly(a: number): void;
abstract class Model<T extends Named = Named> implements Iterable<T> {
  declare readonly phantom: string;
  protected readonly items: T[] = [];
  private cache?: Map<string, T>;
  static readonly kind: string = 'model';
  public add(item: T): this;
  public add(item: T, times: number): this;
  public add(item: T, times = 1): this { for (let i = 0; i < times; i++) this.items.push(item); return this; }
  abstract describe(): string;
  *[Symbol.iterator](): Iterator<T> { yield* this.items; }
  get first(): T | undefined { return this.items[0]!; }
}
class Users extends Model { override describe(): string { return `${this.items.length as number} users`; } }
function isNamed(value: unknown): value is Named { return typeof value === 'object' && value !== null && 'name' in value; }
function assertNamed(value: unknown): asserts value is Named { if (!isNamed(value)) throw new TypeError('not named'); }
const identity = <T,>(value: T): T => value;
const pair: Pair<number, string> = [1, 'one'];
const u = new Users().add({ name: 'a' }).add({ name: 'b' }, 2);
const any: unknown = { name: 'x' };
assertNamed(any);
console.log(u.describe(), [...u].map(({ name }) => name!), identity<number>(5), pair as readonly unknown[], any.name, u.first?.name);
let definite!: number;
definite = 3;
const config = { a: 1, b: ['x'] } as const satisfies Record<string, unknown>;
console.log(definite, config, util.inspect(new (class Local<T> { constructor(value: T) { this.value = value; } value: T })(1)), typeof exports);
type Fn = { (a: number): string; new (a: string): Named };
const stats: Stats | null = null;
for (const x of [1, 2] as const) console.log(x);
console.log((stats as any)?.size, 'phantom' in u, (u as any).cache);
module.exports.x = u;
