// Static blocks, with what else classes have that is private.
class A {
  static #count = 0;
  static #reg = new Map<string, A>();
  static log: string[] = [];
  #v = 1;
  accessor?: unknown;
  get #priv() { A.log.push('get'); return this.#v; }
  set #priv(x: number) { A.log.push('set ' + x); this.#v = x; }
  static get #sp() { return A.#count * 2; }
  static set #sp(v) { A.#count = v; }
  #m() { return this.#priv++; }
  static #sm(a: A) { a.#priv += 10; return a.#m(); }
  static {
    const self = this;
    var hoisted = 1;
    this.#count = 5;
    self.#sp += 1;
    try { throw { code: 3 }; } catch ({ code }: any) { this.#count += code; }
    for (const n of [1, 2]) this.log.push(`n${n} ${hoisted++}`);
    A.log.push(String(#v in new A()), String(#m in ({} as object)));
    const f = () => this.#count++;
    f(); f();
  }
  static r = A.#sm(new A());
  static { ({ a: A.#count, b: this.#sp } = { a: 1, b: 100 }); [this.#count] = [7]; for (A.#count of [1, 2, 3]) ; }
  static all() { return [A.#count, A.#sp, A.r]; }
  static upd(a: A) { a.#v ??= 3; a.#v ||= 4; a.#v &&= 8; a.#v **= 2; [a.#priv, a.#v] = [1, a.#v - 1]; ({ x: a.#priv = 5 } = {} as any); return a.#v--; }
  static chain(a?: A) { return [a?.#v, a?.#m(), a?.#priv, delete (a as any)?.zz]; }
}
console.log(A.all(), A.log);
const a = new A();
console.log(A.upd(a), A.chain(a), A.chain(), a, A.log.length);
class B extends A { static #x = (super.log.push('B'), 1); static { super.log.push('b' + this.#x); } static y = this.#x + 1; static [`c${A.log.length}`] = 5; }
console.log(B.y, Object.keys(B), A.log.slice(-3));
const C = class Named { static n = Named.name; static { Named.n += '!'; } static fn = () => Named; 'quoted' = 1; 12 = 3; [Symbol.iterator] = function* () { yield 1; }; };
console.log(C.n, C.fn() === C, [...new C()], new C());
class Stamp { constructor(o: object) { return o as this; } }
class Priv extends Stamp { #secret = { n: 1 }; static read(o: object) { return #secret in o ? (o as Priv).#secret : undefined; } static bump(o: any) { o.#secret.n++; o.#secret = { n: o.#secret.n * 2 }; } }
const target = { plain: true, list: [1] };
new Priv(target);
Priv.bump(target);
console.log(Priv.read(target), Priv.read({}), target);

