// Stacks across await: "at async" frames, Promise.all indices, generators, callbacks; rejections keep the error's identity.
const short = (error: any) => error.stack.split('\n').filter((line: string) => !line.includes('node:')).map((line: string) => line.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function inner(label: string): Promise<string> {
  await null;
  const error = new Error(label);
  throw error;
}
async function middle(label: string) {
  const result = await inner(label);
  return result;
}
async function outer(label: string) {
  try {
    return await middle(label);
  } finally {
    await sleep(1);
  }
}
const arrow = async (label: string) => { await outer(label); };
const object = { async method(label: string) { await arrow(label); } };
class Service { async call(label: string) { await object.method(label); } static async run(label: string) { await new Service().call(label); } }
async function* source() { yield 1; await inner('in async generator'); }
async function consume() { for await (const n of source()) void n; }
const cases: [string, () => Promise<unknown>][] = [
  ['plain', () => outer('plain')],
  ['chain', () => Service.run('chain')],
  ['all', () => Promise.all([sleep(1), inner('all'), sleep(2)])],
  ['all await', async () => await Promise.all([inner('all await')])],
  ['any', async () => await Promise.any([inner('any')])],
  ['settled', async () => (await Promise.allSettled([inner('settled')]))[0]!.status],
  ['then', async () => await inner('then').then((x) => x)],
  ['catch rethrow', async () => await inner('rethrow').catch((error) => { throw error; })],
  ['generator', consume],
  ['return await', async () => { return await inner('return await'); }],
  ['return', async () => { return inner('return'); }],
  ['timer', () => new Promise((_, reject) => setTimeout(async () => { try { await outer('timer'); } catch (error) { reject(error); } }, 1))],
  ['immediate', () => new Promise((_, reject) => setImmediate(() => reject(new Error('immediate'))))],
  ['microtask', () => new Promise((_, reject) => queueMicrotask(() => inner('microtask').catch(reject)))],
  ['thenable', async () => await { then(_: unknown, reject: (e: Error) => void) { reject(new Error('thenable')); } }],
];
for (const [name, action] of cases) {
  try {
    console.log(name, 'gave', await action());
  } catch (error) {
    console.log(name, short(error), (error as AggregateError).errors?.length);
  }
}
