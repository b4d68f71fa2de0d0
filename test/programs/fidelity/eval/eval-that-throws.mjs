// Direct `eval` throws when it has assigned variables around it and changed what they hold: whoever catches that, or looks later, sees what it did.
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
function* parts() {
  let sent = 0;
  try {
    sent = yield sent;
    eval('sent += 1; null.x');
  } catch (e) {
    sent = yield e.name;
    console.log(sent);
  } finally {
    try {
      eval('sent = -1; undefined()');
    } catch {
      console.log(sent);
    }
  }
  return sent;
}
const running = parts();
console.log(running.next(), running.next(3), running.next(4));
let kept;
function makes(n) {
  let own = n;
  kept = () => own;
  const inner = () => eval('own = 12; throw own');
  try {
    inner();
  } catch {
    console.log(own);
  }
  eval('own = 13; throw new Error("out")');
}
try {
  makes(1);
} catch (e) {
  console.log(kept(), e.message);
}
try {
  eval('top = 14; throw 1');
} catch {
  console.log(top);
}
async function later(text) {
  let own = 1;
  try {
    eval(await text);
  } finally {
    console.log(own);
  }
}
await later('own = 15');
