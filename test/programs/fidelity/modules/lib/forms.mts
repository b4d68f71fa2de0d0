export const hoisted = fn.name + typeof later;
export let a = 1, b;
export const { x: destructured, ...rest } = { x: 'x value', y: 2, z: [3] };
export const [first, , third = 'default'] = [1, 2];
let calls_ = 0;
export function fn(n: number) {
  calls_++;
  const doubled = n * 2;
  return doubled;
}
export function* generator() {
  yield a;
  yield (b = 'b written');
}
export class Klass {
  static made = 0;
  who() {
    Klass.made++;
    return `klass ${Klass.made}`;
  }
}
const local = { local: true };
export { local as renamed, local as 'string name' };
export const calls = () => calls_;
a += 5;
var later = 1;
export default { object: 'default', n: a };
