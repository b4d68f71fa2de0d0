// Parameters: written, captured, shadowed by var and blocks, defaults that see earlier ones, rest, destructured captures.
function written(a: number, b: { n: number }) {
  const start = [a, b.n];
  a += 1;
  b.n += 1;
  b = { n: 100 };
  b.n++;
  return [start, a, b.n];
}
const passed = { n: 5 };
console.log(written(1, passed), passed);
function captured(value: string, ...rest: string[]) {
  const read = () => [value, ...rest];
  const write = (v: string) => {
    value = v;
    rest.push(v);
  };
  write('written');
  return { read, write };
}
const pair = captured('start', 'r1');
pair.write('again');
console.log(pair.read());
function blocks(x: string) {
  {
    let x = 'inner';
    x += '!';
    if (x) { const x = 1; void x; }
  }
  var inner = ((x) => `${x} arrow`)(x);
  return [x, inner];
}
console.log(blocks('outer'));
function destructured({ a, b: [c, ...d] }: { a: number; b: number[] }, { e = a, f = () => c } = {} as { e?: number; f?: () => number }) {
  a++;
  const got = f();
  c = 50;
  return [a, c, d, e, got, f()];
}
console.log(destructured({ a: 1, b: [2, 3, 4] }));
const many = (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => { const sum = a + b + c + d + e + f + g + h; return sum; };
console.log(many(1, 2, 3, 4, 5, 6, 7, 8), (many as any)(1), many.length);
function callbacks(list: number[], each: (value: number, index: number, all: number[]) => void) {
  list.forEach(each);
  return list.map((value, index, { length }) => value * index + length);
}
const seen: unknown[] = [];
console.log(callbacks([5, 6], (value, index, all) => seen.push([value, index, all.length])), seen);
