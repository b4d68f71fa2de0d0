// What other code did to objects before it threw is seen where that is caught.
const F = require('../modules/node_modules/sample-package/throwing.cjs');
const o = { n: 0 }, list = [{ n: 1 }, { n: 2 }], deep = { a: { b: { n: 1 } } };
try { F.throwAfter(o); } catch (e) { console.log(o); }
try { F.throwAfter(list[0]); } catch { console.log(list); }
try { F.throwAfter(deep.a.b); } catch ({ message }) { console.log(deep, message); }
function f(x, y) { try { F.bump(y); F.throwAfter(x); } catch (e) { const y = 1; console.log(x, y); } }
f({ n: 1 }, o);
for (const item of list) { try { F.throwAfter(item); } catch (e) { console.log(item); } }
try { list.sort((a, b) => { a.n = 'sorted'; F.throwAfter(b); }); } catch (e) { console.log(list); }
try { Object.assign(o, { q: 1 }, { get w() { throw new Error('w'); } }); } catch (e) { console.log(o); }
try { new (class extends F.Ctor { constructor(x) { super(x); F.throwAfter(x); } })(o); } catch (e) { console.log(o); }
class K { state = { n: 0 }; go() { try { F.throwAfter(this.state); } catch (e) { console.log(this.state); } } static #s = { n: 1 }; static { try { F.throwAfter(K.#s); } catch (e) { console.log(e.message, K.#s); } } }
new K().go();
try { F.throwAfter(later); } catch (e) { console.log(e.message); }
let later = { n: 1 };
const g = () => { try { F.throwAfter(tdz); } catch (tdz2) { console.log(tdz2.message); } };
g(); let tdz = { n: 1 }; g(); console.log(tdz);
async function aw(x) { try { await F.awaits(Promise.reject(F.bump(x))); } catch (e) { console.log(x, e === x); } try { for await (const y of F.asyncIter(x)) F.throwAfter(x); } catch (e) { console.log(x); } }
aw(o);
function* gen(x) { try { yield x; } catch (e) { console.log(x, e); } try { F.throwAfter(yield x); } catch { console.log(x); } }
const it = gen(o); it.next(); F.bump(o); it.throw('t'); it.next(o);
try { with ({ o: { n: 5 } }) { try { F.throwAfter(o); } catch (e) { console.log(o); } } } catch (e) {}
try { try { F.throwAfter(o); } finally { o.fin = 1; } } catch (e) { console.log(o); }
try { try { F.throwAfter(o); } catch (e) { throw e; } } catch (e) { console.log(o); }
let reassign = { n: 1 }; try { F.throwAfter(reassign, reassign = { n: 2 }); } catch (e) { console.log(reassign); }
try { F.tag`${o}`; } catch (e) { console.log(o); } try { Reflect.construct(F.Ctor, [o], 5); } catch (e) { console.log(o); } var e = 1; try { F.throwAfter(e2 = o); } catch (e) { var e = 2; var e2; console.log(e, e2); } console.log(e);
const ev = { get o() { console.log('getter ran'); return o; } }; try { F.throwAfter(ev.o); } catch (x) { console.log(o); } let callCount = 0; const px = new Proxy({}, { get() { callCount++; return 1; }, has() { callCount++; return true; }, ownKeys() { callCount++; return []; } }); try { F.throwAfter(px); } catch (x) { console.log(callCount); } const unhandled = (x) => { try { F.throwAfter(x); } catch (x) { let list = 1; console.log(x.message, list); } }; unhandled(o); const args = function () { try { F.throwAfter(arguments[0]); } catch (e) { console.log(arguments[0]); } }; args(o);
