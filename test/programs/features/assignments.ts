// Every kind of assignment.
const log = (...values: unknown[]) => console.log(...values);
let a = 1;
let b = (a = 2);
a += 3; a -= 1; a *= 4; a /= 2; a %= 5; a **= 3; a <<= 2; a >>= 1; a >>>= 0; a &= 0xff; a |= 1; a ^= 2;
log(a, b);
a++; ++a; b--; --b;
log(a++ + ++a, b-- - --b, a, b);
let s = 'x';
s += 1;
s += null;
log(s);
let u: number | null | undefined;
u ??= 5; u ??= 6; u &&= 7; u ||= 8;
log(u);
u = null;
u &&= 1;
log(u);
u ||= 9;
log(u);
let big = 10n;
big **= 20n; big++;
log(big, -big);

const o: Record<string, any> = { list: [1, 2, 3], nested: { deep: { x: 1 } } };
o.x = o.y = 5;
o.x += 2;
o['y'] *= 3;
o[`dyn${o.x}`] = 'computed';
o.nested.deep.x++;
o.nested.deep.x **= 4;
o.nested.deep['y'] ??= [];
o.nested.deep.y ||= 'no';
o.nested.deep.z &&= 'no';
o.list[o.list.length] = 4;
o.list[0]--;
o.list.length = 2;
delete o.y;
delete o['nothing'];
log(o, JSON.stringify(o), 'y' in o);

const order: string[] = [];
const at = <T>(name: string, value: T): T => (order.push(name), value);
const box: Record<string, number> = { k: 1 };
at('object', box)[at('key', 'k')] = at('value', 2);
at('object', box)[at('key', 'k')] += at('value', 2);
at('object', box)[at('key', 'm')] ??= at('value', 3);
at('object', box)[at('key', 'm')] ??= at('skipped', 3);
at('object', box)[at('key', 'k')]++;
log(order.join(' '), box);

// the key is converted once
let conversions = 0;
const key = { toString() { conversions++; return 'k'; } } as unknown as string;
box[key] += 1;
box[key] = 3;
box[key]++;
log(conversions, box);

[a, b] = [b, a];
({ a, b: [b] } = { a: 1, b: [2] });
[o.x, o.list[0], ...o.rest] = [10, 20, 30, 40];
({ x: o.nested.deep.x = 77, ['key' + 1]: o.key = 'default', ...o.others } = { p: 1, q: 2 } as any);
log(a, b, o);
log(((a, b) => (a = b, b = 9, a + b))(1, 2));
const f = function () {}, g = () => {}, h = class {};
let lateName; lateName = () => {};
let { dn = () => {} } = {} as any;
log(f.name, g.name, h.name, lateName.name, dn.name);
try {
  (f as any).name = 'x';
} catch (error) {
  log(String(error));
}
try {
  (log as any) = 1;
} catch (error) {
  log(String(error));
}
log(void 0, typeof undeclaredVariable, (1, 2), !a, ~a, -a, +'3', a > 1 ? 'y' : 'n');
declare const undeclaredVariable: unknown;
