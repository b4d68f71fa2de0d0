// Messages about classes: calling without new, super twice or never, extends of the wrong thing, abstract `new.target`.
class A {
  constructor(public_?: unknown) { void public_; }
  method() {}
  get only() { return 1; }
  static make() { return new this(); }
}
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n');
    console.log(first, second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
const anyA: any = A;
const values: any = { A, notClass: 1, arrow: () => 1, nullProto: class extends (null as any) {} };
tried(() => anyA());
tried(() => anyA.call({}));
tried(() => values.A());
tried(() => values.A?.());
tried(() => [1].map(anyA));
tried(() => Reflect.apply(anyA, {}, []));
tried(() => new (A.prototype.method as any)());
tried(() => new values.arrow());
tried(() => new values.nullProto());
tried(() => new (class extends (null as any) { constructor() { super(); } })());
tried(() => { class Null extends (null as any) { constructor() { super(); } } return new Null(); });
tried(() => { class B extends values.notClass {} return B; });
tried(() => { class B extends values.arrow {} return B; });
tried(() => { class B extends (undefined as any) {} return B; });
tried(() => { class B extends ({ prototype: 1 } as any) {} return B; });
tried(() => { class B extends Object.assign(function () {}, { prototype: 3 }) {} return B; });
tried(() => { class B extends A { constructor() { void this; super(); } } return new B(); });
tried(() => { class B extends A { constructor() { super(); super(); } } return new B(); });
tried(() => { class B extends A { constructor() {} } return new B(); });
tried(() => { class B extends A { constructor() { return 1 as any; } } return new B(); });
tried(() => { class B extends A { constructor() { super(); return 'text' as any; } } return new B(); });
tried(() => { class B extends A { constructor() { return {} as any; } } return new B() instanceof B; });
tried(() => { class B extends A { constructor() { const f = () => this; f(); super(); } } return new B(); });
tried(() => { class B extends A { m() { return (super.missing as any)(); } } return new B().m(); });
tried(() => { class B extends A { m() { return (super.missing as any).deep; } } return new B().m(); });
tried(() => ((new A() as any).only = 2));
tried(() => Object.assign(new A(), { only: 2 }));
tried(() => { class S { static { throw new TypeError('in static block'); } } return S; });
tried(() => { class F { field = (undefined as any).x; } return new F(); });
tried(() => { class F { static field = values.notClass.call(); } return F; });
tried(() => { class P { static prototype2 = 1; static ['proto' + 'type'] = 1; } return P; });
tried(() => anyA.make.call(undefined));
tried(() => ({}) instanceof (values.arrow as any));
tried(() => ({}) instanceof (values.notClass as any));
tried(() => ({}) instanceof ({} as any));
