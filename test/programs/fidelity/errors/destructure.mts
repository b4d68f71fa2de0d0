// "Cannot destructure property 'a' of 'b' as it is undefined.": declarations, assignments, parameters, loops, nested.
let b: any;
const o: any = { inner: null, f: () => undefined, list: [null] };
const key = 'k';
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n');
    console.log(first, second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
tried(() => { const { a } = b; return a; });
tried(() => { const { a, c } = o.inner; return [a, c]; });
tried(() => { const { a: renamed = 1 } = o.f(); return renamed; });
tried(() => { const { inner: { deep } } = o; return deep; });
tried(() => { const { missing: { deep: { deeper } } } = o; return deeper; });
tried(() => { const { [key]: a } = b; return a; });
tried(() => { const { [key + 1]: a, ...rest } = b; return [a, rest]; });
tried(() => { const { ...rest } = b; return rest; });
tried(() => { const {} = b; return 1; });
tried(() => { const {} = null as any; return 1; });
tried(() => { const [{ a }] = o.list; return a; });
tried(() => { const { list: [{ a }] } = o; return a; });
tried(() => { let a; ({ a } = b); return a; });
tried(() => { ({ x: o.y } = b); });
tried(() => { ({ x: o.y, ...o.z } = o.inner); });
tried(() => { let a; [{ a }] = o.list; return a; });
tried(() => (({ a }: any) => a)(b));
tried(() => (({ a }: any = o.inner) => a)());
tried(() => (function named({ a, b: { c } }: any) { return [a, c]; })({ a: 1 }));
tried(() => new (class { constructor({ a }: any) { console.log(a); } })(b));
tried(() => ({ method({ a }: any) { return a; } }).method(null));
tried(() => { for (const { a } of o.list) return a; });
tried(() => { for (const { a } of [b]) return a; });
tried(() => { let a; for ({ a } of o.list) return a; });
tried(() => { try { throw null; } catch ({ message }) { return message; } });
tried(() => [undefined].map(({ a }: any) => a));
tried(() => { const { a } = b ?? o.inner; return a; });
tried(() => { const { a } = b || o.inner || o.f(); return a; });
tried(() => { const { 0: first, length } = b; return [first, length]; });
tried(() => { const { 'quoted-key': q } = b; return q; });
tried(() => { function f({ a } = b) { return a; } return f(); });
await (async ({ a }: any) => a)(b).catch((error) => console.log(error.message));
await (async () => { const { a } = await b; return a; })().catch((error) => console.log(error.message));
function* g() { const { a } = yield 1; return a; }
const it = g();
it.next();
tried(() => it.next());
