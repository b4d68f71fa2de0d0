// The many texts of "is not iterable", each with the source V8 quotes.
const n: any = 5;
const o: any = { a: {}, u: undefined, f: () => 1, it: { [Symbol.iterator]: 1 }, bad: { [Symbol.iterator]: () => 1 }, next: { [Symbol.iterator]: () => ({}) } };
let u: any;
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n');
    console.log(first, second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
tried(() => { for (const x of n) return x; });
tried(() => { for (const x of o.a) return x; });
tried(() => { for (const x of o.f()) return x; });
tried(() => { for (const x of u) return x; });
tried(() => { for (const x of o.it) return x; });
tried(() => { for (const x of o.bad) return x; });
tried(() => { for (const x of o.next) return x; });
tried(() => [...n]);
tried(() => [...o.a]);
tried(() => [1, ...o.u, 2]);
tried(() => Math.max(...n));
tried(() => Math.max(...o.u));
tried(() => Math.max(1, ...o.f(), 3));
tried(() => new Set(...o.a));
tried(() => new Set(n));
tried(() => new Map([1] as any));
tried(() => new Map(o.a));
tried(() => { const [a] = n; return a; });
tried(() => { const [a] = o.a; return a; });
tried(() => { const [a] = o.u; return a; });
tried(() => { const [a] = o.f(); return a; });
tried(() => { const [[a]] = [o.a]; return a; });
tried(() => { let a; [a] = u; return a; });
tried(() => { let a; [a, ...o.rest] = o.a; return a; });
tried(() => (([a]: any) => a)(n));
tried(() => (([a]: any) => a)(undefined));
tried(() => (([a] = o.a) => a)());
tried(() => { for (const [k, v] of [1] as any) return k + v; });
tried(() => { for (const [k] of [[]] as any) return k.a; });
tried(() => Array.from(o.it));
tried(() => Object.fromEntries(n));
tried(() => Object.fromEntries([n]));
tried(() => new Uint8Array(o.it));
tried(() => { function* g() { yield* n; } return [...g()]; });
tried(() => { function* g() { yield* o.a; } return g().next(); });
tried(() => String.raw(u));
await Promise.all(n).catch((error) => console.log(error.message));
await (async () => { for await (const x of o.a) return x; })().catch((error) => console.log(error.message));
await (async () => { for await (const x of n) return x; })().catch((error) => console.log(error.stack.split('\n')[0]));
await (async () => { async function* g() { yield* n; } return g().next(); })().catch((error) => console.log(error.message));
