// The same in sloppy code, where a parameter is an element of `arguments`, too, and `eval` declares variables.
let top = 1;
const held = [];
function f(p) {
  let z = 1;
  try {
    eval('z = 5; p = 6; top = 7; held.push(z); throw new Error("x")');
  } catch (e) {
    console.log(z, p, top, held);
  }
  z++;
  console.log(z);
}
f(0);
function g(p) {
  let z = 1;
  try {
    eval('z = 5; p = 6; top = 8; throw new Error("x")');
  } finally {
    console.log(z, p, top, held);
  }
}
try { g(3); } catch { console.log(top); }
function h() { eval('top = 9; throw new Error("x")'); }
try { h(3); } catch { console.log(top); }
console.log(top);
function ev1(inner) {
  try { eval("throw new Error(inner = 4)"); } catch (e) { console.log(String(e)); }
  console.log(inner, arguments[0]);
}
ev1(0);
function ev2(inner) {
  eval("inner = 4");
  console.log(inner, arguments[0]);
}
ev2(0);
function ev3(inner) {
  (() => eval("inner = 4"))();
  console.log(inner, arguments[0]);
}
ev3(0);
function declares(a) {
  try {
    eval('var added = 1; a = added + 1; throw added');
  } catch (e) {
    console.log(added, a, arguments[0]);
  }
  return added;
}
console.log(declares(0));
