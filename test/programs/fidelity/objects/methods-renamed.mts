// Methods of the language that are called by other names: what they did is seen though the text does not say what they were given.
const list: any = [1];
list.append = list.push;
list.append(2);
list.append('three', list);
list.cut = list.splice;
list.cut(0, 1, 'inserted', 5);
list.front = list.unshift;
list.front(0);

const map: any = new Map();
map.put = map.set;
map.put(1, 2);
map.put('key', map);
map.drop = map.delete;
map.drop(1);
const set: any = new Set();
set.include = set.add;
set.include(1);
set.include('two');
set.exclude = set.delete;
set.exclude(1);

const like: any = { put: Array.prototype.push, length: 0 };
like.put(5);
like.put(list);

const bytes: any = new Uint8Array(4);
bytes.write = bytes.fill;
bytes.write(7, 1, 3);
bytes.copy = bytes.set;
bytes.copy([1, 2], 2);
bytes.turned = bytes.reverse;
bytes.turned();
const view: any = new DataView(bytes.buffer);
view.put = view.setUint8;
view.put(0, 9);

const push: any = list.push;
push.on = push.call;
push.on(list, 'by another call');
push.with = push.apply;
push.with(list, ['by another apply']);
const reflect: any = { run: Reflect.apply };
reflect.run(push, list, ['reflected', 6]);
class Sub extends Array<unknown> {
  both(...values: unknown[]) {
    super.push(1, 'two');
    super['unshift'](0);
    return super.push(...values);
  }
}
const sub = new Sub();
sub.both(3, list);
const key = 'push';
sub[key]('last');
console.log(list, map, set, like, bytes, view, sub);
