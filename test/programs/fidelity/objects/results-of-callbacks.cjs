// What a callback returns is in the hands of the code that has called it, and so is what that leads to.
const { bump, takes, swap } = require('../modules/node_modules/sample-package/throwing.cjs');

const made = { n: 1 };
const other = { n: 1 };
const shown = () => [made.n, other.n];

takes(() => made);
console.log(...shown());
takes(() => ({ inner: made }));
console.log(...shown());
takes(function () {
  if (made.n > 100) return { inner: other };
  return [made, other];
});
console.log(...shown());
takes((x = other) => x);
console.log(...shown());
takes(() => (made.n > 100 ? made : made.none || other));
console.log(...shown());
takes(() => {
  for (const one of [made]) {
    try {
      return one;
    } finally {
      other.n += 10;
    }
  }
});
console.log(...shown());
takes(() => new Proxy(other, {}));
console.log(...shown());

const named = () => other;
takes(named);
console.log(...shown(), named().n);
const holder = {
  make() {
    return made;
  },
};
takes(holder.make);
console.log(...shown(), holder.make().n);

const changes = new Function('f', 'const o = f(); o.added = 1; o.list?.push(2); return o;');
const given = [changes(() => ({ n: 1 })), changes(() => ({ made, list: [1] })), changes(() => [made]), changes(() => new Map([[1, made]]))];
console.log(given.length, ...shown());
const later = new Function('f', 'return f().then((o) => { o.added = 1; o.list.push(2); return o; });');
later(async () => ({ list: [1] })).then((o) => {
  const { length } = o.list;
  console.log(length);
});
const each = new Function('f', 'for (const o of f()) o.n++;');
const yielded = [];
each(function* () {
  yielded.push({ n: 1 });
  yield yielded[0];
});
console.log(yielded.length);

class Reader {
  #n = 0;
  read() {
    return this.#n;
  }
}
const reader = new Reader();
for (let i = 0; i < 60; i++) reader.read();
new Function('give', 'other', 'give().prototype.read = () => { other.n = "read"; };')(() => Reader, other);
reader.read();
console.log(...shown());

const then = new Function('give', 'bump', 'return Promise.resolve().then(give).then((x) => { bump(x); });');
then(async () => made, bump).then(() => {
  const { n } = made;
  console.log(n, swap.length);
});
