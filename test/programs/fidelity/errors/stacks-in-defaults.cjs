// Stacks of exceptions in default values that see other parameters, whose functions close over these: no frame is there that plain Node has not.
const st = (e) => e.stack.split('\n').slice(0, 4).map((l) => l.trim().replace(/\(?\/.*\//, '(')).join(' | ');
function thrower() { throw new Error('x'); }
function f(a, b = (() => { throw new Error('y'); })(), c = () => a) {}
try { f(1); } catch (e) { console.log(st(e)); }
function g(a, b = (() => a)() + thrower(), c = () => a) {}
try { g(1); } catch (e) { console.log(st(e)); }
function h(a = (() => a)()) { return a; }
try { h(); } catch (e) { console.log(st(e)); }
class K { m(a, b = (() => this.q.r)()) { return () => a + b; } }
try { new K().m(); } catch (e) { console.log(st(e)); }
const k = (a, b = (() => null.x)()) => () => a + b;
try { k(); } catch (e) { console.log(st(e)); }
async function as(a, b = (() => null.x)()) { return () => a + b; }
as().catch((e) => console.log(st(e)));
Error.prepareStackTrace = (e, sites) => sites.slice(0, 3).map((s) => [s.getFunctionName(), s.getLineNumber(), s.getColumnNumber(), s.getTypeName(), s.isToplevel(), String(s).replace(/\(?\/.*\//, '(')].join());
try { f(1); } catch (e) { console.log(e.stack); }
try { new K().m(); } catch (e) { console.log(e.stack); }
function deep(n, x = (() => n > 0 ? deep(n - 1) : new Error('d').stack)()) { return [x, () => n][0]; }
console.log(deep(2));
Error.prepareStackTrace = undefined;
function* gen(a, b = (() => null.x)(), c = () => a + b) { yield c; }
try { gen(1); } catch (e) { console.log(e.stack.split('\n')[2].replace(/\/.*\//, '')); }
const named = { 'a b': (a, b = (() => a + thrower())()) => [() => a + b], get z() { return ((p, q = (() => p.q.r)()) => () => p + q)(1); } };
try { named['a b'](1); } catch (e) { console.log(st(e)); } try { named.z; } catch (e) { console.log(st(e)); }
class S { static #p(a, b = (() => a + thrower())()) { return () => a + b; } static x() { S.#p(1); } constructor(a, b = (() => a + thrower())()) { this.f = () => a + b; } }
try { S.x(); } catch (e) { console.log(st(e)); } try { new S(1); } catch (e) { console.log(st(e)); }
