// What a statement evaluates first has the statement's place in stacks, everything after it its own.
function tried(f) {
  try {
    f();
  } catch (e) {
    console.log(String(f), e.message, e.stack.split('\n')[1].match(/:(\d+)\)?$/)[1] - 7);
  }
}
const o = { b() {} };
const sym = Symbol('s');
let u;
tried(() => missing`x`);
tried(() => missing.a`x`);
tried(() => missing`x`.y);
tried(() => missing.x`x`.z`y`);
tried(() => { return o.b`${missing}`; });
tried(() => { let later = later; });
tried(() => { later += 1; let later = 1; });
tried(() => { later = 1; let later = 1; });
tried(() => { later++; let later = 1; });
tried(() => { return later; let later = 1; });
tried(() => { return 1 + later; let later = 1; });
tried(() => { if (later) return; let later = 1; });
tried(() => { o.b(), later; let later = 1; });
tried(() => { while (!missing) return; });
tried(() => { return new missing(); });
tried(() => { return missing(); });
tried(() => { return [missing]; });
tried(() => { return missing ? 1 : 2; });
tried(() => { switch (missing) { default: } });
tried(() => { for (; missing?.x; ); });
tried(() => { o.x = missing; });
tried(() => { u = missing; });
tried(() => { delete Object.freeze({ a: 1 }).a; u.x; });
tried(() => { `${sym}`; });
tried(() => { return `a${sym}`; });
tried(() => { u.x.y = 1; });
tried(() => { u.x += 1; });
tried(() => { u.x++; });
tried(() => { u[1]++; });
tried(() => { ++u.x; });
tried(() => u.x++);
tried(() => o.y.count++);
tried(() => (o.y.count ??= 1));
tried(() => (o.y.count = 1));
tried(() => { o.y.count = 1; });
tried(() => delete o.y.count);
tried(() => { delete o.y.count; });
tried(() => o.b().c);
tried(() => o.b().c.d());
tried(() => { return (o.b()).c; });
tried(() => { return o.b()['c']; });
tried(() => { return o.b?.().c.d; });
tried(async () => {});
tried(() => { throw TypeError('Cannot be called'); });
