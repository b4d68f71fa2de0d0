// Targets of patterns that assign: their order, what a failing one leaves, stacks of setters, names of functions, private and inherited names.
const log: string[] = [];
const say = (label: string) => console.log(label, log.splice(0).join(' '));
const noted = <T>(name: string, value: T): T => (log.push(name), value);
const place = (error: unknown) =>
  `${error} ${((error as Error).stack ?? '').split('\n').slice(1, 5).map((l) => l.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1')).join(' < ')}`;
function tried(label: string, action: () => unknown) {
  try { say(`${label} ${String(action())}`); } catch (error) { say(`${label} ${place(error)}`); }
}
function* numbers(name: string): Generator<any> {
  try { for (let i = 1; ; i++) { log.push(`${name}${i}`); yield i; } } finally { log.push(`${name} closed`); }
}
const o: any = { list: [0, 0, 0], set loud(value: unknown) { log.push(place(new Error(`loud ${value}`))); }, get only() { return 1; } };
let a: any, b: any;
[noted('o', o).first, noted('o', o)[noted('k', 'second')], o['third'], o.list[1], ...o.rest] = [1, 2, 3, 4, 5, 6];
say(JSON.stringify(o));
[a, noted('o', o).x, b = noted('default', 7)] = numbers('n');
say(`${a} ${o.x} ${b}`);
({ a, p: o.p, [noted('key', 'q')]: noted('o', o)[`${a}`] = 8, deep: [b, ...o.more], ...o.others } = { a: 'A', p: 1, deep: 'xyz', left: true } as any);
say(`${a} ${b} ${JSON.stringify(o)}`);
for ([a, o.looped] of [[1, 2], [3, 4]]) log.push(`${a} ${o.looped}`);
for (o.key in { one: 1, two: 2 }) log.push(o.key);
for ({ length: o.list[2] } of ['abc', 'de']) log.push(String(o.list));
say('loops');
[o.loud, a] = numbers('s');
say(`setter ${a}`);
tried('no setter', () => { [a, o.only] = numbers('n'); });
tried('frozen', () => { [b, Object.freeze({ z: 1 }).z] = numbers('f') as any; });
tried('nullish', () => { [b, a.nothing.more] = numbers('u'); });
const deep: any = { list: Object.freeze([1]), get key() { return 0; } };
tried('element', () => { [b, deep.list[0]] = numbers('v'); });
tried('call', () => { [b, deep.list[noted('k', 0)]] = numbers('w'); });
tried('computed', () => { [b, deep.list[deep.key + 0]] = numbers('x'); });
tried('loud element', () => { [o['loud'], o[`${'lo'}ud`]] = numbers('y'); });
tried('unset', () => { [o.before, later] = numbers('t'); let later: any; });
tried('constant', () => { const fixed = 1; [o.before, (fixed as any)] = numbers('c'); });
console.log(o.before, b);
tried('unknown', () => { [o.unknown, (missing as any)] = numbers('m'); });
declare let missing: any;
const badKey: any = { toString() { throw new Error('no key'); } };
tried('key', () => { [o[badKey]] = numbers('k'); });
tried('symbol', () => { [o[Symbol.iterator as any], o[Symbol.for('s') as any]] = [undefined, 5]; return o[Symbol.for('s') as any]; });
[a = () => {}, o.f = () => {}, { b = class {} }] = [, , {}] as any;
console.log(a.name, JSON.stringify(o.f.name), b.name);
class Base { set inherited(value: unknown) { log.push(`inherited ${value}`); } }
class Point extends Base {
  #x = 0; #y = 0; static #made = 0;
  set #loud(value: unknown) { log.push(`private ${value}`); }
  take(list: Iterable<any>) { [this.#x, super.inherited, this.#y = 5, this.#loud, Point.#made] = list; return `${this.#x} ${this.#y} ${Point.#made}`; }
  static of(other: any) { [other.#x, a] = numbers('p'); }
}
tried('private', () => new Point().take(numbers('i')));
tried('brand', () => Point.of({}));
const proxy: any = new Proxy({}, { set(target, key, value, receiver) { log.push(`trap ${String(key)}`); return key !== 'no' && Reflect.set(target, key, value, receiver); } });
tried('proxy', () => { [proxy.yes, proxy[1]] = [1, 2]; return Object.keys(proxy); });
tried('refusing', () => { [proxy.no] = [1]; });
function* resumed() { [o.y, a = yield 'default', o[yield 'key']] = [1, undefined, 3]; return `${o.y} ${a} ${o.K}`; }
const steps = resumed();
console.log(steps.next().value, steps.next('A').value, steps.next('K').value);
async function awaited() { [o.w, b = await Promise.resolve(2), o.v] = [1, , 3] as any; return `${o.w} ${b} ${o.v}`; }
console.log(await awaited());
const bytes = new Uint8Array(2);
[bytes[0], bytes[1], bytes[5]] = [257, 2, 3]!;
o.list.length = 1;
[o.list.length, o.__proto__] = [3, { from: 'proto' }];
console.log(bytes, o.list, o.from);
const counted = { *[Symbol.iterator]() { yield Object.keys(o).length; yield [o.end, a]; } };
[o.end, a] = counted;
console.log(o.end, a);
