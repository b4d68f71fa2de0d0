// Where V8 says that a class cannot be made, and that a constructor ends without super().
const frames = (error) => error.stack.split('\n').map((l) => l.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1')).slice(3, 4).join(' | ');
const fail = () => { throw new Error('x'); };
const o = { a: { b: 1 }, f() { return {}; }, get k() { return 'k'; } };
const tried = (f) => { try { f() } catch (e) { console.log(frames(e)) } };
const first = (f) => { try { f() } catch (e) { console.log(e.stack.split('\n')[1].replace(/file:.*\//, '')) } };
const F = (n) => { try { return n(); } catch (e) { console.log(frames(e)); } };
first(() => { class A { static ['pro' + 'to' + 'type'] = 1; } });
first(() => { class A { static ['proto' + 'type'] = 1; } });
first(() => { class A { static ['prototype'] = 1; } });
first(() => { class A { static ['prototyp' + (o && 'e')] = 1; } });
first(() => { class A { static ['prototype'] () {} } });
first(() => { class A { static [`prototype`] = 1; } });
first(() => { class A { static ['proto' + `type`] = 1; } });
first(() => { const k = 'prototype'; class A { static [k] = 1; } });
first(() => { const k = { k: 'prototype' }; class A { static [k.k] = 1; } });
first(() => { const k = { k: () => 'prototype' }; class A { static [k.k()] = 1; } });
first(() => { const k = { k: () => 'prototype' }; class A { static [k.k()]() {} } });
first(() => { const k = 'prototype'; class A { static [k]() {} } });
first(() => { const k = 'prototype'; class A { static a = 1; [o.k] = 1; static [k]() {} } });
first(() => { class A extends (o.f) { } });
first(() => { class A extends ({ prototype: 1 }) { } });
first(() => { o.f(); class A extends ({ prototype: o.k }) { } });
first(() => { const A = class extends ({ prototype: 1 }) { }; });
first(() => { const p = 1; class A extends p { } });
first(() => { if (o) { class A extends 5 { } } });
first(() => { if (o.a) { class A extends undefined { } } });
first(() => { const B = function () {}; B.prototype = 5; class A extends B { } });
first(() => { const B = function () {}; B.prototype = 5; class A extends B { ['x'] = 1 } });
first(() => { class A extends (() => 1) { } });
first(() => { class A extends (function* () {}) { } });
first(() => { class A extends (async () => {}) { [o.k] = 1; } });
first(() => { class A { [{ toString() { throw new Error('k'); } }] = 1; } });
first(() => { class A { static [Symbol.iterator] = 5; static b = [...A]; } });
class A { constructor() {} }
first(() => new (class extends A { constructor() { } })());
first(() => new (class extends A { constructor() { o.f(); } })());
first(() => new (class extends A { constructor() { const q = 1; } })());
first(() => new (class extends A { constructor() { return; } })());
first(() => new (class extends A { constructor() { o.f(); return; } })());
first(() => new (class extends A { constructor() { return 1; } })());
first(() => new (class extends A { constructor() { return o.k; } })());
first(() => new (class extends A { constructor() { return undefined; } })());
first(() => new (class extends A { constructor() { if (o.q) super(); } })());
first(() => new (class extends A { constructor() { if (o.k) return; super(); } })());
first(() => new (class extends A { constructor() { for (const q of [1]) ; } })());
first(() => new (class extends A { constructor(a = o.f()) { } })());
first(() => new (class extends A { constructor(a = o.f()) { ; } })());
first(() => new (class extends A { constructor() { try { o.f(); } finally { o.k; } } })());
first(() => new (class extends A { constructor() { () => super(); } })());
first(() => new (class extends A { x = 1; constructor() { o.f(); } })());
first(() => new (class B extends A {
  constructor() {
    o.f();
  }
})());
first(() => new (class B extends A {
  constructor() {
    const s = () => this;
    s();
    super();
  }
})());
first(() => new (class B extends A { constructor() { this.x = 1; super(); } })());
first(() => new (class B extends A { constructor() { super.x; super(); } })());
first(() => new (class B extends A { constructor() { super(); super(); } })());
first(() => new (class B extends A { constructor() { super(this); } })());
first(() => new (class B extends A { constructor() { super(o.f(), super()); } })());
first(() => new (class B extends null { constructor() { super(); } })());
first(() => new (class B extends null { })());
first(() => new (class B extends A { constructor() { super(); return 1; } })());
first(() => new (class B extends A { constructor() { super(); return o.k; } })());
