// Code that Object.assign runs when it has assigned a part: getters of sources, setters of the target, traps; one inside another; left by an exception.
const seen: unknown[] = [];
const target: any = { a: 1 };
class Source {
  first = 1;
  get second() { seen.push(Object.keys(target).length); return 2; }
}
Object.defineProperty(Source.prototype, 'second', { enumerable: true });
const own = Object.create(Source.prototype, { third: { enumerable: true, get() { seen.push(target.b); return 3; } } });
Object.assign(target, { b: 2 }, { get c() { seen.push(target.b); return target.b + 1; } }, own);
const receiving = {
  log: [] as unknown[],
  set value(v: number) { this.log.push(v, Object.keys(receiving).length); },
};
Object.assign(receiving, { x: 1, value: 2, y: 3 }, { value: 4 });
const traps = new Proxy({ p: 1, q: 2 } as any, {
  get(o, key) { seen.push([String(key), target.p]); return o[key]; },
  ownKeys: (o) => { seen.push('keys'); return Reflect.ownKeys(o); },
  getOwnPropertyDescriptor(o, key) { seen.push(String(key)); return Reflect.getOwnPropertyDescriptor(o, key); },
});
Object.assign(target, traps, { r: 3 });
const outer: any = {}, inner: any = {};
Object.assign(outer, { one: 1 }, { get nested() {
  Object.assign(inner, { two: 2 }, { get deep() { seen.push(outer.one, inner.two); return 1; } });
  return Object.keys(inner);
} }, { get after() { seen.push(outer.nested); return 2; } });
const broken: any = {};
try {
  Object.assign(broken, { before: 1 }, { get fails() { throw new Error(`has ${Object.keys(broken)}`); } }, { after: 1 });
} catch (error) {
  seen.push((error as Error).message, (error as Error).stack!.split('\n')[1]!.replace(/file:.*\//, ''));
}
const { second } = new Source();
const later: any = {};
async function waits() {
  Object.assign(later, { x: 1 }, (await null, { get w() { seen.push(Object.keys(later)); return undefined; } }));
  Object.assign(later, { y: 1 }, { get z() { seen.push(Object.keys(later)); return 3; } });
}
await waits();
const list: any[] = [1];
Object.assign(list, [5, 6], { get length() { seen.push(list.length); return 1; } });
try { Object.assign(null as any, { get x() { return 1; } }); } catch (error) { seen.push((error as Error).message); }
const frozen = Object.freeze({ f: 1 });
try { Object.assign(frozen, { get g() { return seen.length; } }); } catch (error) { seen.push((error as Error).message); }
console.log(seen, target, receiving, outer, inner, broken, later, list, second);
