// The text of the function that Node makes of a CommonJS module, by `arguments.callee`, as a caller, and of another module.
const counted: number[] = [1, 2];
function calledBy(): unknown { return calledBy.caller; }
console.log(String(arguments.callee));
console.log(calledBy() === arguments.callee, `${calledBy()}`.length, [calledBy].map(String)[0]);
console.log(String(require('./lib/its-wrapper.cjs')));
console.log(counted, Function.prototype.toString.call(arguments.callee) === arguments.callee + '');
