// Proxies with every trap: what runs the traps is the program alone.
const log: string[] = [];
const target: any = { a: 1, list: [1, 2], get g() { log.push('getter'); return this.a; }, set s(v: number) { this.a = v; } };
const handler: ProxyHandler<any> = {};
for (const trap of Reflect.ownKeys(Reflect).filter((k) => typeof (Reflect as any)[k] === 'function') as string[])
  (handler as any)[trap] = (...args: any[]) => { log.push(trap + (typeof args[1] === 'string' ? ':' + args[1] : '')); return (Reflect as any)[trap](...args); };
const p = new Proxy(target, handler);
p.a++; p.list.push(3); p.n = { deep: 1 }; p.n.deep++; delete p.n; p.s = 5; const g = p.g; 'a' in p; Object.keys(p); ({ ...p }); Object.freeze({ p });
[p.x, p.y] = [1, 2]; ({ x: p.z } = { x: 3 }); for (p.i of [1, 2]) ; p.o ??= { k: 1 }; p.o.k += 2; p?.o.k; delete p?.o.k; p['li' + 'st'][0] = 9;
Object.defineProperty(p, 'hid', { value: { v: 1 }, enumerable: false, configurable: true, writable: true }); Object.assign(p, { z1: 1 }); Object.setPrototypeOf(p, { inherited: 1 }); Object.preventExtensions(p); try { p.more = 1; } catch (e) { log.push((e as Error).message); }
for (const k in p) log.push('in ' + k);
console.log(log.splice(0).join(' '), target, g, Object.getPrototypeOf(p));
const fp: any = new Proxy(function f(this: any, x: any) { if (new.target) { this.made = x; return; } x.n++; return x; }, handler);
const o = { n: 1 }; fp(o); const made = new fp(o); fp.call(null, o); fp.apply(null, [o]); Reflect.apply(fp, null, [o]); fp.prop = o; fp.bind(null)(o); [o].map(fp);
console.log(o, made, log.splice(0).join(' '));
const ap: any = new Proxy([3, 1, 2], handler); ap.push(4); ap.sort(); ap.length = 2; const [first, ...rest] = ap; ap.splice(0, 1, 'x', 'y'); for (const x of ap) ; ap.unshift(0); ap[10] = 1; ap.reverse(); console.log(first, rest, [...ap], Array.isArray(ap), log.splice(0).length, ap);
class K { #p = 1; list: number[] = []; constructor() { return new Proxy(this, handler); } m() { try { return this.#p; } catch (e) { return (e as Error).message; } } add(n: number) { this.list.push(n); this.list = [...this.list, n]; return this; } static x = new K(); }
class L extends K { own = { z: 1 }; #q = 2; read() { return this.#q; } bump() { this.own.z++; this.#q++; return this.read(); } }
const l = new L(); console.log(l.m(), l.add(1).add(2).list, l.bump(), l.own, log.splice(0).join(' '));
const deep = (x: any): any => new Proxy(x, { get: (t, k, r) => { const v = Reflect.get(t, k, r); return typeof v === 'object' && v !== null ? deep(v) : v; }, set: (t, k, v) => { t[k] = v; changes.push(String(k)); return true; }, deleteProperty: (t, k) => { changes.push('-' + String(k)); return delete t[k]; } });
const changes: string[] = []; const base = { a: { b: { c: [1, 2, { d: 1 }] } } }; const d = deep(base); d.a.b.c[2].d = 7; d.a.b.c.push(8); d.a.b.e = d.a; delete d.a.b.c[0]; d.a.b.c.length = 2; console.log(JSON.stringify(changes), base.a.b.c);
const { proxy, revoke } = Proxy.revocable({ r: 1 } as any, {}); proxy.r = 2; revoke(); try { proxy.r; } catch (e) { console.log((e as Error).message); } const holder = { proxy, n: 1 }; holder.n++; console.log(holder.n);
const evil: any = new Proxy({}, { getPrototypeOf() { throw new Error('no proto'); }, ownKeys() { throw new Error('no keys'); }, get(_, k) { if (k === Symbol.toPrimitive) return () => 'prim'; throw new Error('no ' + String(k)); }, getOwnPropertyDescriptor() { throw new Error('no desc'); } });
const keep = { evil, list: [evil] }; keep.list.push(1); console.log(`${evil}`, keep.list.length); try { evil.x.y; } catch (e) { console.log((e as Error).message); }
const lying: any = new Proxy([1], { get(t, k, r) { return k === 'length' ? 2 ** 20 : Reflect.get(t, k, r); } }); const hold2 = [lying]; hold2.push(lying); console.log(hold2.length, lying.length);
Object.prototype.toString.call(p); p instanceof (function () {} as any); console.log(log.splice(0).join(' '));
