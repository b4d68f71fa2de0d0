// Objects that have been assigned to many times, and what may change what an assignment does then: each `look` shows all of an object.
const seen = [];
function look(o) {
  const now = o;
  seen.push(JSON.stringify(now));
  return now;
}

class Point {
  constructor(x) {
    this.x = x;
    this.y = 0;
  }
}
function warmed(o) {
  for (let i = 0; i < 40; i++) o.x = i;
  return o;
}

// A setter that appears on the prototype, and goes again.
const first = warmed(new Point(1));
Object.defineProperty(Point.prototype, 'z', { set(v) { this.y = v * 2; }, get() { return this.y; }, configurable: true });
first.z = 21;
look(first);
delete Point.prototype.z;
first.z = 1;
look(first);

// Something read-only on the prototype; sloppy code says nothing.
const second = warmed(new Point(2));
Object.defineProperty(Point.prototype, 'fixed', { value: 1, writable: false, configurable: true });
second.fixed = 2;
look(second);
delete Point.prototype.fixed;

// The object itself: an accessor, a read-only property, one that takes no more, one that is frozen.
const third = warmed(new Point(3));
Object.defineProperty(third, 'w', { set(v) { this.y = v + 1; }, enumerable: true, configurable: true });
third.w = 8;
look(third);
const fourth = warmed(new Point(4));
Object.defineProperty(fourth, 'x', { writable: false });
fourth.x = 99;
look(fourth);
const fifth = warmed(new Point(5));
Object.preventExtensions(fifth);
fifth.more = 1;
fifth.x = 7;
look(fifth);
const sixth = Object.freeze(warmed(new Point(6)));
sixth.x = 8;
look(sixth);

// Another prototype, by three ways.
const setting = { set x(v) { this.y = -v; } };
const seventh = warmed(new Point(7));
delete seventh.x;
Object.setPrototypeOf(seventh, setting);
seventh.x = 5;
look(seventh);
const eighth = warmed(new Point(8));
delete eighth.x;
eighth.__proto__ = setting;
eighth.x = 6;
look(eighth);
const ninth = warmed(new Point(9));
delete ninth.x;
Reflect.setPrototypeOf(ninth, new Proxy({}, { set(_, key, value, receiver) { return Reflect.defineProperty(receiver, 'y', { value, enumerable: true, writable: true, configurable: true }); } }));
ninth.x = 4;
look(ninth);

// A prototype that has had its setter all the time, for another name.
class Half extends Point {
  set half(v) { this.y = v / 2; }
}
const tenth = warmed(new Half(10));
tenth.half = 10;
look(tenth);

// A function where a method was, an update, a bigint, minus zero, more assignments than are counted.
const eleventh = warmed(new Point(11));
eleventh.toString = () => 'eleven';
look(`${eleventh}`);
eleventh.y++;
eleventh.big = 1n;
eleventh.big--;
eleventh.y = -0;
look({ y: Object.is(eleventh.y, -0), big: `${eleventh.big}` });
const twelfth = new Point(12);
for (let i = 0; i < 9000; i++) twelfth.y = i;
look(twelfth);

// Arrays: names, and the length.
const list = [1, 2, 3];
for (let i = 0; i < 40; i++) list.name = i;
list.length = 1;
look(list);
list.name = 'last';
look([...list, list.name]);

// Bytes that another view begins to show.
const bytes = new Uint8Array(4);
for (let i = 0; i < 40; i++) bytes[1] = i;
const words = new Uint16Array(bytes.buffer);
look([...words]);
bytes[1] = 300;
look([...words]);
words[1] = 0x0102;
look([...bytes]);

// The prototype of all.
const last = warmed(new Point(13));
Object.defineProperty(Object.prototype, 'everywhere', { set(v) { this.y = v; }, configurable: true });
last.everywhere = 3;
look(last);
delete Object.prototype.everywhere;
look(last);
console.log(seen.join('\n'));
