// Deep recursion ends with the same RangeError, and code that catches it goes on; moderate depth still works.
function recurse(n) {
  const here = n + 1;
  return recurse(here);
}
try {
  recurse(0);
} catch (error) {
  console.log(error instanceof RangeError, error.message, error.stack.split('\n')[1].replace(/\(.*\//, '('));
}
const sum = (n) => (n === 0 ? 0 : n + sum(n - 1));
console.log(sum(1000));
class Node_ { constructor(depth) { this.depth = depth; if (depth < 500) this.child = new Node_(depth + 1); } count() { return 1 + (this.child ? this.child.count() : 0); } }
const tree = new Node_(0);
console.log(tree.count());
const mutual = { even: (n) => (n === 0 ? true : mutual.odd(n - 1)), odd: (n) => (n === 0 ? false : mutual.even(n - 1)) };
console.log(mutual.even(1000));
let caughtAt = 0;
function counted(n) {
  try {
    return counted(n + 1);
  } catch (error) {
    if (caughtAt === 0) caughtAt = n;
    return error.constructor.name;
  }
}
console.log(counted(0), caughtAt > 500);
const cyclic = { get self() { return this.self; } };
try { cyclic.self; } catch (error) { console.log(error.message); }
try { JSON.stringify({ toJSON() { return JSON.stringify(this); } }); } catch (error) { console.log(error.message); }
