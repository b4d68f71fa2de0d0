// Writes that strict code refuses: frozen, sealed, non-extensible, read-only, getter-only, primitives; the texts quote key and object.
const frozen: any = Object.freeze({ a: 1, nested: { b: 2 } });
const sealed: any = Object.seal({ a: 1 });
const closed: any = Object.preventExtensions([1, 2]);
const getterOnly: any = { get value() { return 1; } };
const readOnly: any = Object.defineProperty({}, 'fixed', { value: 1, enumerable: true });
const sym = Symbol('sym');
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n    at ');
    console.log(first, '@', second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
tried(() => (frozen.a = 2));
tried(() => frozen.a++);
tried(() => (frozen.a ||= 5));
tried(() => (frozen.a &&= 5));
tried(() => (frozen.new = 1));
tried(() => (frozen[sym] = 1));
tried(() => delete frozen.a);
tried(() => delete frozen['a']);
tried(() => (frozen.nested.b = 3));
tried(() => (sealed.a = 2));
tried(() => (sealed.b = 2));
tried(() => delete sealed.a);
tried(() => (closed[2] = 1));
tried(() => closed.push(3));
tried(() => (closed.length = 0));
tried(() => closed.unshift(1));
tried(() => (getterOnly.value = 2));
tried(() => (readOnly.fixed = 2));
tried(() => Object.assign(readOnly, { fixed: 3 }));
tried(() => Object.defineProperty(frozen, 'a', { value: 9 }));
tried(() => { [frozen.a] = [7]; });
tried(() => { ({ x: readOnly.fixed } = { x: 1 }); });
tried(() => { for (frozen.a of [1]); });
tried(() => { (5 as any).x = 1; });
tried(() => { ('text' as any).length = 1; });
tried(() => { ('text' as any)[0] = 'T'; });
tried(() => { (sym as any).d = 1; });
tried(() => { (function () {} as any).name = 'x'; });
tried(() => { (() => 1 as any).length = 5 as never; });
tried(() => { (class { static m() {} } as any).prototype = 1; });
tried(() => { class Named {} (Named as any).name = 'y'; });
tried(() => { (Math as any).PI = 3; });
tried(() => { (globalThis as any).undefined = 1; });
tried(() => { Object.freeze([3, 1]).sort(); });
tried(() => { 'use strict'; (arguments_ as any)().callee; });
function arguments_() { return arguments; }
console.log(frozen, sealed, closed, Object.isFrozen(frozen), Object.isSealed(sealed));
