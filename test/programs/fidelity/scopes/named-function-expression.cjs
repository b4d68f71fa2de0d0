// The name of a function expression is a read-only variable of its own scope (writes are ignored in sloppy code, throw in strict).
const factorial = function self(n) {
  self = null;
  const type = typeof self;
  return n <= 1 ? 1 : n * self(n - 1);
};
console.log(factorial(5), typeof self, factorial.name);
const strict = function me(n) {
  'use strict';
  try {
    me = 1;
  } catch (error) {
    return [error.constructor.name, error.message, typeof me, n];
  }
};
console.log(strict(1));
const shadowed = function inner(inner) {
  const got = inner;
  return got;
};
console.log(shadowed(3));
const withVar = function inner() {
  var inner;
  return typeof inner;
};
console.log(withVar());
const withLet = function inner() {
  let inner = 1;
  const read = () => inner++;
  read();
  return inner;
};
console.log(withLet());
const Named = class Inner {
  static create() {
    const made = new Inner();
    return made;
  }
  who() {
    return Inner.name;
  }
};
console.log(Named.create().who(), Named.name, typeof Inner);
