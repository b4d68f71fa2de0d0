// `throw null` uncaught: Node's text for a value without stack.
let state = 'before';
process.on('exit', () => console.log(state));
function deep(n) {
  if (n === 0) throw null;
  return deep(n - 1);
}
state = 'throwing';
deep(3);
