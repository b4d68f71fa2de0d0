// Key order and deletes: integers first, re-added keys last, symbols apart; holes and non-enumerable ones stay right.
const o: any = { b: 1, 2: 'two', a: 2, 1: 'one', [Symbol('s')]: 's', '-1': 'minus', '01': 'text' };
const first = Object.keys(o);
delete o.b;
o.b = 'again';
o[0] = 'zero';
const second = Object.keys(o);
delete o[2];
o[4294967295] = 'beyond an index';
o[4294967294] = 'largest index';
const third = Reflect.ownKeys(o).map(String);
console.log(first, second, third, JSON.stringify(o));
const gone: boolean[] = [delete o.missing, delete o.a, delete o['01'], Reflect.deleteProperty(o, '-1')];
const fixed = Object.defineProperty({}, 'f', { value: 1 });
try {
  delete (fixed as any).f;
} catch (error) {
  gone.push((error as Error).message as never);
}
console.log(gone, o);
const dictionary: any = {};
for (let i = 0; i < 50; i++) dictionary[`key${i}`] = i;
for (let i = 0; i < 50; i += 2) delete dictionary[`key${i}`];
dictionary.key0 = 'back';
const left = Object.keys(dictionary);
console.log(left.length, left[0], left.at(-1));
const during: string[] = [];
const changing: any = { x: 1, y: 2, z: 3 };
for (const key in changing) {
  during.push(key);
  delete changing.y;
  changing.later = 'added during the loop';
}
console.log(during, changing);
const list: any[] = [1, 2, 3];
delete list[1];
list.extra = 'property of an array';
const keys = Object.keys(list);
delete (list as any).extra;
console.log(keys, list, 1 in list, list.length, Reflect.deleteProperty(list, "length"));
