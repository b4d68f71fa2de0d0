// Functions that are called with `new`, and what else calls them: what is known of their `this` from the beginning on.
function Point(x, y) {
  this.x = x;
  this.y = y;
}
Point.prototype.move = function (dx) {
  this.x += dx;
  return this;
};

const Named = function Inner(name = `n${this instanceof Point}`) {
  this.name = name;
};

function Derived() {
  Point.call(this, 3, 4);
  this.z = 5;
}
Derived.prototype = Object.create(Point.prototype, { constructor: { value: Derived } });

function Guarded(value) {
  if (!(this instanceof Guarded)) return new Guarded(value);
  this.value = value;
}

function Replaced() {
  this.lost = true;
  return { instead: true };
}

function Sealed() {
  this.before = 1;
  Object.freeze(this);
  this.after = 2;
}

function Heard() {
  this.doubled = 1;
}
Heard.prototype = {
  set doubled(value) {
    this.heard = value * 2;
  },
};

class Field extends Point {
  extra = this.x;
  constructor() {
    super(6, 7);
    this.last = 8;
  }
}

const adopted = {};
Point.call(adopted, 1, 2);
const frozen = Object.freeze({ x: 0 });
Point.call(frozen, 1, 2);

const bound = new (Point.bind(null, 9))(10);
const reflected = Reflect.construct(Point, [1, 2], Array);
const proxied = new (new Proxy(Point, {}))(11, 12);
// A class that nobody records adds what it likes once the constructor has returned.
const derive = new Function(
  'Base',
  'return class Foreign extends Base { constructor(...args) { super(...args); let v = 1; Object.defineProperty(this, "twice", { get: () => v, set: (x) => { v = x * 2; }, enumerable: true }); } }',
);
class Plain {
  constructor(x) {
    this.x = x;
  }
}
const ForeignPoint = derive(Point);
const foreign = new ForeignPoint(13, 14);
foreign.twice = 15;
const ForeignPlain = derive(Plain);
let foreignPlain;
(foreignPlain = new ForeignPlain(16)).twice = 17;

const made = [
  new Point(1, -0).move(2),
  new Named(),
  new Derived().move(1),
  Guarded(1),
  new Guarded(2),
  new Replaced(),
  new Sealed(),
  new Heard(),
  new Field(),
];
console.log(made, adopted, frozen, bound, reflected, proxied, foreign.twice, foreign.x, foreignPlain.twice, foreignPlain.x);
try {
  Point(1, 2).x;
} catch (error) {
  console.log(error.message);
}
console.log(Point.toString().includes('this.x'), globalThis.x, typeof new.target);
