// A finally without catch sees what other code did before it failed, and nothing else of the program runs for it, however the block is left.
const log = []; const foreign = new Function('o', 'f', 'o.n++; if (f) throw new Error("foreign " + o.n); return o');
const S = { n: 0 };
function a(o, k) { try { if (k === 0) return foreign(o); if (k === 1) return; if (k === 2) return () => o; if (k === 3) return class {}; if (k === 4) foreign(o, true); if (k === 5) throw o; } finally { log.push(k, o.n); } return 'end'; }
for (let k = 0; k < 7; k++) try { const r = a(S, k); log.push(typeof r, r && r.name); } catch (e) { log.push(e.message ?? 'thrown', S.n); }
function b(o) { outer: for (const i of [0, 1, 2, 3]) { try { try { if (i === 0) continue; if (i === 1) continue outer; if (i === 2) { foreign(o, true); } break outer; } finally { log.push('in', i, o.n); } } finally { log.push('out', i, o.n); if (i === 2) continue; } } return o.n; }
log.push(b(S));
function c(o) { try { return foreign(o, true); } finally { return o.n; } } log.push(c(S));
function d(o) { l: { try { break l; } finally { log.push(o.n); } } switch (o.n) { default: try { break; } finally { log.push('sw', foreign(o).n); } } do { try { if (o.n % 2) { foreign(o); continue; } } finally { log.push('do', o.n); } } while (o.n % 2); } d(S);
function* g(o) { try { const x = yield foreign(o); if (x) return x; foreign(o, true); } finally { log.push('g', o.n); yield o.n; } } for (const x of [1, 0]) { const it = g(S); it.next(); try { log.push(it.next(x).value, it.next().value); } catch (e) { log.push(e.message); } } const it = g(S); it.next(); log.push(it.return(5), it.next());
async function h(o, k) { try { if (k) return await foreign(o); await null; foreign(o, true); } finally { await null; log.push('h', o.n); } }
async function* ag(o) { try { yield foreign(o); return; } finally { log.push('ag', o.n); } }
class K { static n = 0; static { try { foreign(this, false); foreign(K, true); } catch { log.push(K.n); } try { try { foreign(this, true); } finally { log.push(this.n); } } catch (e) { log.push(e.message); } } f = (() => { try { foreign(S, true); } finally { return S.n; } })(); get p() { try { return foreign(S).n; } finally { log.push('p'); } } constructor(x = (() => { try { return foreign(S).n; } finally { log.push('default'); } })()) { try { this.x = x; if (x) return; } finally { log.push('ctor', this.x); } } }
const k = new K(); log.push(k.f, k.p, k.x);
function rec(o, n) { try { if (n === 0) foreign(o, true); return rec(o, n - 1); } finally { log.push(n, o.n); } } try { rec(S, 3); } catch (e) { log.push(e.message); }
function tdz(o) { try { foreign(o, true); let later = 1; (() => later)(); } finally { log.push(o.n); } let after = { n: 1 }; foreign(after); } try { tdz(S); } catch { log.push('tdz'); } try { try { foreign(late, true); } finally { log.push('late'); } } catch (e) { log.push(e.message); } let late = 1;
function sloppy(o) { try { foreign(o); arguments[0] = { n: 50 }; foreign(o, true); } finally { log.push(o.n); } } try { sloppy(S); } catch {}
function getters() { const t = { get boom() { log.push('getter'); throw 1; } }; try { foreign(t.boom); } finally { log.push('after getter'); } } try { getters(); } catch (e) { log.push(e); }
const px = new Proxy({}, { get(t, k) { log.push('trap ' + String(k)); return undefined; }, ownKeys() { log.push('keys'); return []; }, getOwnPropertyDescriptor() { log.push('desc'); } }); try { try { (0, function (x) { throw x; })(px); } finally { log.push('proxy'); } } catch {}
if (S) try { foreign(S, true); } catch {} finally { log.push('single', S.n); } if (S) try { log.push(1); } finally { log.push(2); } else log.push(3);
function stack() { try { stack(); } finally { S.depth = (S.depth || 0) + 0; } } try { stack(); } catch (e) { log.push(e.constructor.name); }
var evald = eval('try { foreign(S); 5 } finally { log.push("eval") }'); log.push(evald);
(async () => { for (const x of [0, 1]) await h(S, x).catch((e) => log.push(e.message)); for await (const x of ag(S)) log.push(x.n); for await (const x of ag(S)) break; const u = await (async () => { try { return await Promise.reject(1); } finally { log.push('u'); } })().catch((e) => e); log.push(u); console.log(JSON.stringify(log)); try { foreign(S, true); } finally { console.log('last', S.n); } })();
process.on('exit', () => console.log(S));
