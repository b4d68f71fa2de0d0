// toPrimitive, valueOf, toString, toJSON, getters: called exactly when the language calls them, in this order.
const log: string[] = [];
const value = (name: string, n: number) => ({
  valueOf() { log.push(`${name}.valueOf`); return n; },
  toString() { log.push(`${name}.toString`); return `<${name}>`; },
});
const a: any = value('a', 1), b: any = value('b', 2);
const sum = a + b, less = a < b, text = `${a}${b}`, key: any = { [a]: 1 }, equal = a == 1, product = a * b;
console.log(sum, less, text, Object.keys(key), equal, product, log.splice(0));
const list: any = ['zero', 'one', 'two'];
const order: any = {
  get object() { log.push('object'); return list; },
  get key() { log.push('key'); return { toString() { log.push('key.toString'); return '1'; } }; },
  get value() { log.push('value'); return 'assigned'; },
};
order.object[order.key] = order.value;
console.log(list, log.splice(0));
order.object[order.key] += order.value;
console.log(list[1], log.splice(0));
const f = (n: number) => { log.push(`f${n}`); return n; };
const o: any = { [`k${f(1)}`]: f(2), ...(f(3) as any), [`k${f(4)}`]: [f(5), f(6)], m(x = f(7)) { return x; } };
f(8) + f(9) * f(10) - (f(11), f(12)) ** f(13);
o.m(...[f(14)], f(15));
o[f(16)] = o[f(17)] = f(18);
const { [`k${f(19)}`]: x = f(20), missing = f(21) } = o;
let [p = f(22), q = f(23)] = [f(24)];
[o[f(25)], o[f(26)] = f(27)] = [f(28)];
f(29) ? f(30) : f(31);
f(0) || f(32) && f(33) || f(34);
o.none?.[f(35)]?.(f(36));
o?.[`k${f(37)}`]?.toString(f(38));
new (class { [`c${f(39)}`] = f(40); static [`s${f(41)}`] = f(42); [`m${f(43)}`]() {} static { f(44); } })();
log.push(typeof f(45), String(void f(46)), `${f(47)}${`${f(48)}`}`);
switch (f(49)) { case f(50): case f(49): f(51); }
for (let i = f(0); i < f(2); i += f(1)) f(52 + i);
console.log(log.splice(0).join(' '), x, p, q, missing);
const json = JSON.stringify({ d: { toJSON(k: string) { log.push(`toJSON ${k}`); return 'j'; } }, get g() { log.push('getter'); return 1; } });
console.log(json, log.splice(0), [] + ({} as any), [1] == (1 as any), null == undefined, +[], +'', -'3');
