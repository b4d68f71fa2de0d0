// Accessors for indices on Object.prototype: whoever fills a plain array while recording calls them.
let calls = 0;
const INDICES = ['0', '1', '2', '3', '4', '5'];

function withAccessors(body) {
  for (const index of INDICES) {
    Object.defineProperty(Object.prototype, index, {
      configurable: true,
      get() {
        calls++;
        return undefined;
      },
      set() {
        calls++;
      },
    });
  }
  try {
    return body();
  } finally {
    for (const index of INDICES) delete Object.prototype[index];
  }
}

function sum(list) {
  let total = 0;
  for (let i = 0; i < list.length; i++) total += list[i];
  return total;
}

class Point {
  #x = 1;
  constructor(y) {
    this.y = y;
  }
  get x() {
    return this.#x;
  }
}

const sums = withAccessors(() => [sum([1, 2, 3]), sum([4, , 6]), new Point(7).x, [...'abc'].length]);
console.log(sums, calls);

calls = 0;
const stack = withAccessors(() => new Error('here').stack);
console.log(stack.split('\n').slice(0, 3).join('\n').replaceAll(__dirname, ''), calls);

calls = 0;
const sorted = withAccessors(() => {
  try {
    return [undefined, 3, , 2].sort((a, b) => {
      if (a === 2 || b === 2) throw new Error('two');
      return b - a;
    });
  } catch (error) {
    return error.message;
  }
});
console.log(sorted, calls);

calls = 0;
const objects = withAccessors(() => {
  const map = new Map([['a', { n: 1 }]]);
  map.set('b', { n: 2, list: [1, , 3] });
  const copy = { ...map.get('b') };
  const [first, ...rest] = copy.list;
  return [map.size, first, rest.length];
});
console.log(objects, calls);
