// Stack traces leave out the constructors of derived classes that write none, where super() calls them and they initialise nothing.
const frames = (error: Error) => error.stack!.split('\n').slice(1, 6).map((line) => line.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1')).filter((line) => !line.includes('node:'));
class A { args: unknown[]; constructor(...args: unknown[]) { this.args = args; this.report(); } report() { console.log(new.target, this.constructor.name, frames(new Error('here'))); } }
class B extends A {}
class C extends B {}
console.log(new C(1).args, new C().args, new C(1, 2).args, new C(1, 2, 3).args, C.length, String(C), Object.getOwnPropertyNames(C));
console.log(Reflect.construct(B, [1], C) instanceof C);
const Anonymous = class extends C {};
console.log(new Anonymous('x').args, Anonymous.name);
class Written extends B { constructor() { super(7); } }
class AfterWritten extends Written {}
console.log(new AfterWritten().args);
class WithField extends B { field = frames(new Error('in field')); }
class AfterField extends WithField {}
console.log(new AfterField().field);
class WithPrivate extends B { #secret() { return 1; } read() { return this.#secret(); } }
class AfterPrivate extends WithPrivate {}
console.log(new AfterPrivate().read());
class Inner extends A { override report() { console.log(frames(new Error('inner'))); } }
class Makes extends A { made; constructor() { super(); this.made = new Inner(); } }
console.log(new Makes().made.args);
try { new (class extends (null as any) {})(); } catch (error) { console.log((error as Error).message, frames(error as Error)); }
try { (C as any)(); } catch (error) { console.log((error as Error).message); }
Array.prototype[Symbol.iterator] = new Proxy(Array.prototype[Symbol.iterator], { apply: (f, self, args) => { console.log('iterated'); return Reflect.apply(f, self, args); } });
console.log(new C(1, 2, 3, 4).args.length);
