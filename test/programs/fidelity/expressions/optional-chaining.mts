// Optional chains short-circuit as a whole, keep `this`, work with delete, calls, brackets, templates, `new` and assignments around.
const log: string[] = [];
const note = <T>(label: string, value: T) => {
  log.push(label);
  return value;
};
const o: any = { a: { b: { c: 1, m(this: any, x: number) { return [this === o.a.b, x]; } } }, n: null, u: undefined, f(...args: unknown[]) { return args.length; }, list: [[1, { x: 'deep' }]], zero: 0, empty: '' };
const results = [
  o?.a?.b?.c, o.n?.b.c.d.e, o.n?.[note('key', 'k')], o.u?.(note('argument', 1)), o.a?.b.m(1), o.a.b?.m?.(2), o['a']?.['b']?.['m'](3), (o.a?.b).m(4), (o.a?.b.m)(5),
  o.f?.(...[1, 2], 3), o.missing?.f(note('never', 1)).g[note('never 2', 0)], o.list?.[0]?.[1]?.x, o.zero?.toFixed(1), o.empty?.length, o.a?.b?.missing?.(), o.n?.a ?? 'default',
];
console.log(results, log.splice(0));
delete o.a?.b.c;
delete o.n?.b;
delete o?.a?.b?.[note('deleted key', 'm')];
console.log(o.a, log.splice(0));
const method = o.f?.bind(o), called = method?.(1, 2), chained = o?.f?.call?.(null, 1, 2, 3);
console.log(called, chained, typeof o.n?.x, o.n?.x === undefined, !o.n?.x, `${o.n?.x}`, [...(o.n?.list ?? [])], { ...o.n?.props });
try {
  (o.n?.a).b;
} catch (error) {
  console.log((error as Error).message);
}
try {
  o.a?.nope.deeper;
} catch (error) {
  console.log((error as Error).message);
}
const getter = { count: 0, get self() { this.count++; return this; } };
const through = getter?.self?.self?.count;
if (o.n?.flag) log.push('never');
for (const x of o.n?.list ?? ['fallback']) log.push(x);
const { d = note('default', 4) } = o.n?.props ?? {};
while (o.n?.more?.()) log.push('never');
switch (o.n?.kind) { case undefined: log.push('undefined'); }
console.log(through, getter.count, d, log);
class Node_ { next?: Node_; value: number; constructor(value: number, next?: Node_) { this.value = value; this.next = next; } last(): Node_ { return this.next?.last() ?? this; } }
const chain = new Node_(1, new Node_(2, new Node_(3)));
console.log(chain.last().value, chain?.next?.next?.next?.value, chain.next!.next!.value++, chain.last()!.value);
const f: any = (x: number) => (x > 1 ? f?.(x - 1) : 'end');
console.log(f(3), f?.name, f.prototype?.x, o.a?.b ? 'yes' : 'no', (await o.n?.promise) ?? 'awaited', new (o.Klass ?? Map)().size);
