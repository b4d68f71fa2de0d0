// The type of `this` in stacks: classes and generators without a name are named by what stands around them.
const f = (e) => console.log(e.stack.split('\n').slice(1, 4).map((x) => x.trim().replace(/\(?\/.*\//, '')).join(' < '));
const fail = () => { throw new Error('x'); };
const t = (g) => { try { g(); } catch (e) { f(e); } };
const list = [class { m() { fail(); } static s() { fail(); } }, class { constructor() { this.z = 1; } m() { fail(); } static s() { fail(); } }];
for (const C of list) { t(() => new C().m()); t(() => C.s()); }
t(() => new (class { m() { fail(); } })().m());
t(() => (class { static m() { fail(); } }).m());
t(() => new (class { constructor() { this.a = 1; } m() { fail(); } })().m());
t(() => [...{ *[Symbol.iterator]() { fail(); } }]);
t(() => [...{ *g() { fail(); } }.g()]);
t(() => [...[function* () { fail(); }][0]()]);
const o = {}; o.G = function* () { fail(); }; t(() => [...o.G()]);
o.P = function () { this.q = 1; }; o.P.prototype.r = function () { fail(); }; t(() => new o.P().r());
t(() => { const r = ((x) => x)(class { m() { fail(); } }); new r().m(); });
