// Code that is not recorded is the first to read V8's messages: of what was created or chosen, and of whatever an async function throws.
import { runInThisContext } from 'node:vm';

type Caught = (f: () => unknown) => string;
const caught = runInThisContext('(f) => { try { f(); } catch (e) { return e.message; } }') as Caught;
const rejected = runInThisContext('(f) => f().then(() => undefined, (e) => e.message)') as Caught;

const some: any = { list: [{}], make: () => ({}) };
const five: any = 5;
const other = Math.max(1, 2) > 5;

class Made {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  twice(): string {
    return this.name + this.name;
  }
}

console.log(new Made('made').twice(), (other ? new Made('a') : new Made('b')).twice());
console.log(caught(() => (new Date() as any).missing()));
console.log(caught(() => (new Map([[1, new Made('in a list')]]) as any).missing(five)));
console.log(caught(() => (new Made('a') as any)['missing']()));
console.log(caught(() => (other ? some : five).missing()));
console.log(caught(() => (other ? some : five ? some.list : five).missing(1)));
console.log(caught(() => ((other ? () => 1 : class {}) as any).missing()));

console.log(await rejected(async () => (await some.make()).missing()));
console.log(await rejected(async () => some.make().missing()));
console.log(
  await rejected(async () => {
    await 1;
    some.list[0].missing();
  }),
);
console.log(
  await rejected(async () => {
    for (const element of five) console.log(element);
  }),
);
console.log(
  await rejected(async () => {
    for await (const element of five) console.log(element);
  }),
);
console.log(
  await rejected(async () => {
    const [first] = some;
    console.log(first);
  }),
);

async function* yielding(): AsyncGenerator<unknown> {
  try {
    yield 1;
    yield some.make().missing();
  } finally {
    console.log('over');
  }
}
console.log(
  await rejected(async () => {
    for await (const element of yielding()) console.log(element);
  }),
);

const own = new RangeError('own');
console.log(
  await runInThisContext('(f, own) => f().catch((e) => e === own)')(async () => {
    throw own;
  }, own),
);
console.log(await runInThisContext('(f) => f().catch((e) => e)')(async () => Promise.reject(undefined)));
