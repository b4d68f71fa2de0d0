// try/catch/finally in every combination; completion values overridden by finally; nested rethrow; error identity and stack.
function order(how: string): string[] {
  const log: string[] = [];
  const run = (): unknown => {
    try {
      log.push('try');
      if (how === 'throw') throw new Error('t');
      if (how === 'return') return 'from try';
      log.push('fell');
    } catch (error) {
      log.push(`catch ${(error as Error).message}`);
      return 'from catch';
    } finally {
      log.push('finally');
      if (how === 'override') return 'from finally';
    }
    return 'end';
  };
  log.push(String(run()));
  return log;
}
for (const how of ['throw', 'return', 'fall', 'override']) console.log(how, order(how));
function swallowed() { try { throw new Error('lost'); } finally { return 'kept'; } }
console.log(swallowed());
function loopFinally() {
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    try {
      if (i === 1) continue;
      if (i === 3) break;
      seen.push(`body ${i}`);
    } finally {
      seen.push(`finally ${i}`);
    }
  }
  return seen;
}
console.log(loopFinally());
const thrown = new Error('same');
try {
  try {
    throw thrown;
  } catch (error) {
    throw error;
  } finally {
    console.log('inner finally');
  }
} catch (error) {
  console.log(error === thrown);
}
for (const value of [null, undefined, 0, 'text', Symbol('s'), { a: 1 }, 10n]) {
  try {
    throw value;
  } catch (caught) {
    console.log(typeof caught, caught === value);
  }
}
const attempts: (() => unknown)[] = [
  () => (undefined as any).x,
  () => (null as any)[Symbol.iterator],
  () => (undefined as any)(),
  () => ({} as any).method(),
  () => ({ a: {} } as any).a.b.c(),
  () => new (5 as any)(),
  () => (missing as any),
  () => [...(5 as any)],
  () => (1n as any) + 1,
  () => 'x'.repeat(-1),
  () => JSON.parse('{'),
  () => new Array(-1),
  () => ((f: any) => f())(3),
  () => Object.freeze([1]).push(2 as never),
  () => { (Object.freeze({ a: 1 }) as any).a = 2; },
  () => { delete (Object.freeze({ a: 1 }) as any).a; },
  () => { (Object.defineProperty({}, 'x', { get: () => 1 }) as any).x = 2; },
  () => Symbol() + '',
  () => ({} instanceof (5 as any)),
  () => 'a' in ('b' as any),
];
declare const missing: unknown;
for (const attempt of attempts) {
  try {
    console.log('no error', attempt());
  } catch (error) {
    console.log(String(error));
  }
}
function isDeep(n: number): boolean {
  try {
    return isDeep(n + 1);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return n > 500;
  }
}
console.log(isDeep(0));
function where() {
  return new Error('here');
}
console.log(where().stack!.replaceAll(import.meta.dirname, ''));
class Thrower {
  get prop(): never { throw new TypeError('from getter'); }
  method() { return [1].map(() => this.prop); }
}
try {
  new Thrower().method();
} catch (error) {
  console.log((error as Error).stack!.replaceAll(import.meta.dirname, ''));
}
const aggregate = await Promise.any([Promise.reject(new Error('1')), Promise.reject(new Error('2'))]).catch((e) => e);
console.log(aggregate.errors.map(String), new Error('outer', { cause: thrown }).cause === thrown);
