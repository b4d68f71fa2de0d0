// Errors inside generators and at yields: messages, positions, and where each surfaces.
const u: any = undefined, o: any = { f: 1, list: [1] };
const at = (error: any) => `${error.name}: ${error.message} @ ${error.stack.split('\n').slice(1, 3).map((line: string) => line.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1')).join(' < ')}`;
function drive(make: () => Iterator<unknown, unknown, any>) {
  const results: unknown[] = [];
  try {
    const it = make();
    for (let i = 0; i < 4; i++) {
      const { value, done } = it.next(i);
      results.push(value);
      if (done) break;
    }
  } catch (error) {
    results.push(at(error));
  }
  console.log(results);
}
drive(function* () { yield u.a; });
drive(function* () { yield 1; yield o.f(); });
drive(function* () { const x: any = yield o; x.y.z; });
drive(function* () { yield* o.f; });
drive(function* () { yield* o.missing(); });
drive(function* () { o.list.push(yield 1, u.b); });
drive(function* () { yield `${yield 1}${u.c}`; });
drive(function* () { yield [yield 1, ...u]; });
drive(function* () { const { a } = yield 1; return a.b; });
drive(function* () { const [a] = (yield 1) as any; yield a; });
drive(function* (a = u.x) { yield a; });
drive(function* () { try { yield 1; throw new Error('own'); } finally { yield u?.d ?? 'cleanup'; } });
drive(function* () { for (const x of o.list) yield x.y.z; });
drive(function* () { yield* (function* () { yield 1; o.list[0](); })(); });
drive(() => [1, 2].map((n) => n)[Symbol.iterator]());
drive(() => o.notAGenerator());
drive(() => ({ next: () => 5 as never }));
drive(() => ({ next: o.f }));
const g = (function* () { yield 1; })();
for (const misuse of [() => (g as any)(), () => new (g as any)(), () => g.next.call({} as never), () => new (function* () {} as any)(), () => (g as any).missing()]) {
  try { misuse(); } catch (error) { console.log(at(error)); }
}
