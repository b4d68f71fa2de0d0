// Patterns in declarations, parameters, loops, catch, assignments; defaults evaluated only when needed and in order.
const order: string[] = [];
const d = <T>(name: string, value: T): T => (order.push(name), value);

const { a, b: renamed, c = d('c', 3), ...others } = { a: 1, b: 2, e: 5, f: 6 } as Record<string, number>;
console.log(a, renamed, c, others);
const [x, , y = d('y', 'why'), [z] = [d('z', 'zed')], ...tail] = [1, 2, undefined, undefined, 5, 6] as any[];
console.log(x, y, z, tail);
let { length } = 'four';
console.log(length);
const { nested: { deep: [{ value: found = d('never', 0) }] } } = { nested: { deep: [{ value: 'found' }] } };
console.log(found);

function params({ p = 1, q: { r } = { r: d('r', 2) } } = {} as any, [s, t = s + 1] = [10], ...[u, v]: any[]) {
  return [p, r, s, t, u, v, arguments.length];
}
console.log(params(), params({ p: 5, q: { r: 6 } }, [1], 'u', 'v'), params.length);
const arrow = ({ p } = { p: d('arrow', 1) }, later = p + 1, fn = () => later + p) => fn();
console.log(arrow(), arrow({ p: 2 }), arrow({ p: 2 }, 10), arrow.length);
function scoped(a: number, get = () => a) {
  var a = a + 1;
  return [a, get()];
}
console.log(scoped(1));

for (const { id, tags: [first = 'none'] } of [{ id: 1, tags: ['t'] }, { id: 2, tags: [] }]) console.log(id, first);
for (const [i, ch] of [...'ab'].entries()) console.log(i, ch);
for (const { length: l } in { abc: 1, de: 2 }) console.log(l);
try {
  throw { code: 42, info: ['i'] };
} catch ({ code, info: [i], missing = d('missing', null) }: any) {
  console.log(code, i, missing);
}
function* pairs() {
  try {
    yield 1;
    yield 2;
    yield 3;
  } finally {
    order.push('closed');
  }
}
const [one, two] = pairs();
console.log(one, two);
try {
  const { never } = null as any;
} catch (error) {
  console.log(String(error));
}
try {
  const [never] = {} as any;
} catch (error) {
  console.log(String(error));
}
const { [`${'comp'}uted`]: computed, ['a' + 1]: a1 = 'd' } = { computed: true } as any;
console.log(computed, a1);
let m: any, k: any;
console.log(([m, [k] = [4]] = [1]) as any, m, k);
console.log(order.join(' '));
