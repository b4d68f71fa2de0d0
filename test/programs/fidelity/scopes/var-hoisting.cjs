// `var` and functions are hoisted to their function; redeclarations keep the value; functions win over vars.
console.log(typeof early, early, typeof declared, declared());
var early = 1;
var early;
function declared() {
  return 'declared';
}
function redeclared() {
  const atStart = typeof x;
  var x = 1;
  function x() {}
  const after = typeof x;
  return [atStart, after];
}
console.log(redeclared());
function lastWins() {
  return f();
  function f() { return 1; }
  function f() { return 2; }
}
console.log(lastWins());
function loops(list) {
  for (var i = 0, n = list.length; i < n; i++) var last = list[i];
  for (var key in { p: 1, q: 2 });
  if (false) var never = 1;
  return [i, n, last, key, never];
}
console.log(loops(['a', 'b']));
function parameters(a, b) {
  var a;
  var b = 2;
  const seen = [a, b];
  function a() {}
  return [typeof seen[0], seen[1], typeof a];
}
console.log(parameters(1));
function shadowedArguments() {
  var arguments;
  return typeof arguments;
}
console.log(shadowedArguments(1), (function (arguments) { return arguments; })(5));
var duplicate = 'first', duplicate = duplicate + ' second';
console.log(duplicate, early);
