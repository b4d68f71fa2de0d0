// Sloppy functions with simple parameters: `arguments` and parameters are one; deletes, length and defineProperty unmap.
function mapped(a, b, c) {
  const before = [...arguments];
  a = 10;
  arguments[1] = 20;
  const both = [arguments[0], b];
  arguments[2] = 'beyond';
  c = 'assigned';
  const third = [arguments[2], c, arguments.length];
  return [before, both, third];
}
console.log(mapped(1, 2), mapped(1, 2, 3));
function deleted(a) {
  delete arguments[0];
  a = 5;
  const gone = [arguments[0], a, 0 in arguments];
  arguments[0] = 9;
  return [gone, a, arguments[0]];
}
console.log(deleted(1));
function defined(a, b) {
  Object.defineProperty(arguments, '0', { writable: false });
  a = 7;
  Object.defineProperty(arguments, '1', { get: () => 'getter' });
  const read = [arguments[0], arguments[1], a, b];
  return read;
}
console.log(defined(1, 2));
function inClosure(a) {
  const read = () => a;
  const write = (v) => { arguments[0] = v; };
  write('by arrow');
  const seen = read();
  a = 'direct';
  return [seen, arguments[0]];
}
console.log(inClosure('start'));
function passedOn(a) {
  change(arguments);
  return a;
}
function change(list) { list[0] = `${list[0]} changed`; list.length = 0; }
console.log(passedOn('value'));
function withCallee(n) { return n <= 1 ? 1 : n * arguments.callee(n - 1); }
console.log(withCallee(5), withCallee.length);
function loops() { let sum = 0; for (let i = 0; i < arguments.length; i++) sum += arguments[i]; for (const x of arguments) sum += x; return sum; }
console.log(loops(1, 2, 3), loops.apply(null, [4, 5]));
function sameName(arg, arg2) { arguments = 5; return [arguments, arg]; }
console.log(sameName(1, 2), Object.prototype.toString.call((function () { return arguments; })()));
