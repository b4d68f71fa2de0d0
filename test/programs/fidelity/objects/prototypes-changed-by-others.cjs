/** Other code replaces methods that were silent, by way of the class or of an instance: what the new ones change is seen. */
const known = [3, 1, 2];
const by = (names, body) => new Function(...names, body);
const pushing = () => [].push.bind(known, 9);
const newClass = () => class P { constructor() { this.n = 0; } read() { return this.n; } };
const replace = by(['P', 'f'], 'P.prototype.read = f');
function warm(o) { for (let i = 0; i < 60; i++) o.read(); return o; }
function attempt(what, o, change) {
  warm(o);
  change(o);
  o.read();
  const once = known.length;
  o.read();
  const twice = known.length;
  console.log(what, once, twice);
}
const P = newClass(), { read } = P.prototype;
class Q extends P { own() { return this.n; } }
attempt('class', new P(), () => replace(P, pushing())); P.prototype.read = read;
attempt('again', new P(), () => replace(P, pushing())); P.prototype.read = read;
attempt('base', new Q(), () => by(['Q', 'f'], 'Object.getPrototypeOf(Q).prototype.read = f')(Q, pushing())); P.prototype.read = read;
attempt('in an object', new P(), () => by(['b', 'f'], 'b.P.prototype.read = f')({ P }, pushing())); P.prototype.read = read;
attempt('proxy', new P(), () => replace(new Proxy(P, {}), pushing())); P.prototype.read = read;
attempt('eval', new P(), () => { eval('P.prototype.read = Array.prototype.push.bind(known, 9)'); }); P.prototype.read = read;
attempt('getter of another', new P(), () => by(['P', 'f'], 'Object.defineProperty(P.prototype, "read", { configurable: true, get: () => f })')(P, pushing()));
attempt('own getter', new P(), () => Object.defineProperty(P.prototype, 'read', { configurable: true, get() { return pushing(); } }));
Object.defineProperty(P.prototype, 'read', { value: read, writable: true, configurable: true });
const keeps = by(['P', 'f'], 'return () => { P.prototype.read = f; }')(P, pushing());
attempt('kept', new P(), keeps); P.prototype.read = read;
attempt('instance', new (newClass())(), (o) => by(['o', 'f'], 'Object.getPrototypeOf(o).read = f')(o, pushing()));
attempt('in a list', new (newClass())(), (o) => by(['os', 'f'], 'Object.getPrototypeOf(os[0]).read = f')([o], pushing()));
class Empty {}
Empty.prototype.read = function read() { return 1; };
attempt('empty class', new Empty(), (o) => by(['o', 'f'], 'Object.getPrototypeOf(o).read = f')(o, pushing()));
class Emits extends require('events') { read() { return this.n; } }
attempt('base of other code', new Emits(), (o) => by(['o', 'f'], 'Object.getPrototypeOf(o).read = f')(o, pushing()));
function Old() { this.n = 0; }
Old.prototype.read = function read() { return this.n; };
attempt('function', new Old(), () => replace(Old, pushing()));
const R = newClass();
attempt('throws', new R(), () => { try { by(['P', 'f'], 'P.prototype.read = f; throw 1')(R, pushing()); } catch {} });
const S = newClass(), s = warm(new S());
for (let i = 0; i < 60; i++) s.x = i;
by(['P', 'known'], 'Object.defineProperty(P.prototype, "y", { set(v) { known.push(v); } })')(S, known);
s.y = 1;
const heard = known.length;
s.y = 2;
console.log('setter', heard, known.length);
