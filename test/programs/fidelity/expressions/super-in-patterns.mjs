// What `super` names is a target of patterns and of loops: the object has it when it is assigned, whatever comes next; setters that throw are called from there.
const base = { set c(v) { this.own = v; } };
const sup = { __proto__: base, act(n) { [super.b, super.other] = [1, n]; console.log(this); ({ a: super.c, ...super.rest } = { a: 4, z: 5 }); console.log(this);
  for (super.each of [1, 2]) console.log(this.each);
  for (super.k in { one: 1 }) console.log(this.k);
  [super['x' + 1] = 5, ...super.y] = [undefined, 7];
  return this; } };
console.log(sup.act(2));
class A { set c(v) { this.own = v; } static set c(v) { this.owned = v; } }
class B extends A { constructor() { super(); [super.b, super.c] = [1, 2]; console.log(this.b, this.own); } static run() { [super.c, super.d] = [3, 4]; console.log(this.d); } }
console.log(new B());
B.run();
const keys = ['p', 'q'];
const last = { __proto__: { set p(v) { throw new Error('set ' + v); } }, act() {
  try { [super[keys.shift()], super[keys[0]]] = [1, 2]; } catch (e) { console.log(e.stack.split('\n').slice(0, 3).map((l) => l.replace(/file.*\//, '')).join('|')); }
  [super[keys[0]], super['r']] = [1, 2]; console.log(this);
  return this; } };
console.log(last.act());
const where = (e) => e.stack.split('\n').slice(0, 3).map((l) => l.replace(/file.*\//, '')).join('|');
const more = { __proto__: { set p(v) { throw new Error('set ' + v); } }, act(k) {
  try { [super.p] = [1, 2]; } catch (e) { console.log(where(e)); }
  try { ({ a: super.p, b: super.q } = { a: 1 }); } catch (e) { console.log(where(e)); }
  try { [super[k]] = [1, 2]; } catch (e) { console.log(where(e)); }
  try { [super['p']] = [1, 2]; } catch (e) { console.log(where(e)); }
  try { [super.q, super.p = k] = [1]; } catch (e) { console.log(where(e)); }
  try { for (super.p of [1]); } catch (e) { console.log(where(e)); }
  return this; } };
console.log(more.act('p'));
