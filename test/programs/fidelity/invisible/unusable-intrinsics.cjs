// What the standard streams are first opened with is the program's to break before.
const { getPrototypeOf } = Object;
for (const name of ['defineProperty', 'defineProperties', 'getOwnPropertyDescriptor', 'create']) {
  const { value } = Object.getOwnPropertyDescriptor?.(Object, name) ?? { value: Object[name] };
  Object[name] = null;
  process.on('exit', () => (Object[name] = value));
}
class Shown {
  constructor() {
    this.name = 'shown';
    this.list = [1, { n: 2 }];
  }
}
const shown = new Shown();
process.stdout.write(`written ${shown.list.length}\n`);
process.stderr.write(`${getPrototypeOf(shown) === Shown.prototype}\n`);
