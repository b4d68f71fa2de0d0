// Async functions in every form: hoisted, arrows, methods, statics, privates, getters returning promises, default parameters that throw.
const log: string[] = [];
console.log(typeof hoisted, hoisted.constructor.name, Object.getOwnPropertyNames(hoisted));
async function hoisted(n: number) {
  log.push(`hoisted ${n}`);
  return n;
}
const arrow = async (n: number) => n * 2, single = async x => x, inner = async () => async () => 'inner';
const object = { async method(this: any) { await null; return this === object; }, async ['computed']() { return 'c'; }, async *gen() { yield 1; }, get promised() { return (async () => 'getter')(); }, async: async () => 'named async', async get() { return 'get'; } };
class Service {
  #state = 0;
  async #bump(by: number) { await null; this.#state += by; return this.#state; }
  async run() { const results = [await this.#bump(1), await this.#bump(2)]; return [...results, this.#state]; }
  static async make() { await null; return new this(); }
  handler = async () => this.#state;
  static async *list() { yield* [1, 2]; }
}
const service = await Service.make();
console.log(await hoisted(1), await arrow(2), await single(3), await (await inner())(), await object.method(), await object.computed(), await object.promised, await object.async(), await object.get());
console.log(await service.run(), await service.handler(), (await object.gen().next()).value);
const throws = async (a = (() => { throw new Error('default threw'); })()) => a;
const sync = (() => { try { return throws(); } catch { return 'sync throw'; } })();
console.log(await (sync as Promise<unknown>).catch((error) => error.message), await throws(1 as never));
async function pattern({ a: { b } }: any) { return b; }
console.log(await pattern({}).catch((error) => error.message), await pattern({ a: { b: 1 } }));
const returned = arrow(1);
console.log(returned instanceof Promise, Object.prototype.toString.call(arrow), arrow.prototype, (await Promise.all([1, 2, 3].map(async (n) => { await null; return n * n; }))).join());
const results = await Promise.all(Array.from({ length: 3 }, async (_, i) => { for (let k = 0; k < i; k++) await null; log.push(`done ${i}`); return i; }));
console.log(results, log);
async function early(flag: boolean) { if (flag) return 'early'; await null; log.push('late'); }
console.log(await early(true), await early(false), log.at(-1));
void (async () => { await null; log.push('detached'); })();
await new Promise((resolve) => setImmediate(resolve));
console.log(log.at(-1));
