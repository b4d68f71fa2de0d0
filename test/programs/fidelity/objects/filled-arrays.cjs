// `fill` of parts of arrays: what stands where is seen, whatever kind of array it is and however its place is given.
'use strict';
const say = (...values) => console.log(JSON.stringify(values));
class List extends Array {
  cover(...given) {
    return this.fill(...given);
  }
}
const shared = { n: 1 };
const lists = () => [
  Array.from({ length: 12 }, (_, i) => i),
  [1, , 3, , , 6, 7, 8],
  Object.assign([1, 2, 3, 4], { named: 'x' }),
  List.from('abcdefgh'),
  Object.seal([1, 2, 3, 4, 5, 6]),
  new Array(40),
];
const places = [[0, 1], [1, 3], [-2], [-3, -1], [2.7, 3.9], [NaN, 2], ['1', '3'], [3, 1], [undefined, 2], [5, 1e9], [-1e9, 1], [1, undefined], [-0.5, 1]];
for (const list of lists()) {
  for (const [i, place] of places.entries()) {
    const value = [i, shared, undefined, 'text', -0, [i]][i % 6];
    const result = list.fill(value, ...place);
    if (result !== list) throw new Error('another array');
    if (value === shared) list[place[0]] ?? shared.n++;
  }
  say(list, list.length, Object.keys(list).length);
}
say(new List(1, 2, 3, 4, 5, 6).cover(0, 2, 3), Array.prototype.fill.call([1, 2, 3, 4], 9, 1, 2), Reflect.apply([].fill, [1, 2, 3, 4], [9, -1]));

const behind = [1, 2, 3, 4, 5, 6];
let ran = 0;
Object.defineProperty(behind, 1, { set(v) { ran += v; this[2] = v; }, get: () => 'got', configurable: true, enumerable: true });
behind.fill(5, 1, 2);
behind.fill(6, 3, 4);
say(behind[2], behind[3], ran);

for (const wrong of [Object.freeze([1, 2, 3, 4]), new Proxy([1, 2, 3, 4], {}), { length: 3, 0: 'a' }]) {
  try {
    say(Array.prototype.fill.call(wrong, 7, 1, 2));
  } catch (error) {
    say(error.message);
  }
}
const spread = [0, 1, 2, 3, 4, 5, 6, 7];
const args = ['v', 2, 4];
spread.fill(...args);
spread?.fill('w', 4, 5);
say(spread);
