// Calls with fewer arguments than others have, while elements that arrays do not have are accessors.
let runs = 0;
const accessor = { get: () => ++runs, set: () => ++runs, configurable: true };

function used() {
  const list = [{ a: 1 }, { b: 2 }, { c: 3 }];
  list.pop = new Function('return 1');
  list.pop();
  list[Symbol.iterator]();
  list.length = 2;
  list.push(4);
  delete list.pop;
  list.pop();
  return list.length;
}

Object.defineProperty(Array.prototype, '1', accessor);
Object.defineProperty(Object.prototype, '0', accessor);
const length = used();
delete Array.prototype[1];
delete Object.prototype[0];
console.log(length, runs);
