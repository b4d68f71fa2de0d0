// State around eval: variables it adds, changes through closures, functions it declares, eval in parameters and loops.
function adds() {
  const before = typeof added;
  eval('var added = { by: "eval" }; function fromEval() { return added.by; }');
  added.more = 1;
  const after = fromEval();
  return [before, after, added];
}
console.log(adds());
function counter() {
  let count = 0;
  return { bump: (code) => eval(code), read: () => count };
}
const one = counter(), two = counter();
one.bump('count += 5');
two.bump('count = -1');
one.bump('count++');
console.log(one.read(), two.read());
function loop() {
  const made = [];
  for (let i = 0; i < 3; i++) made.push(eval('() => i * 10'));
  for (const code of ['1', 'made.length', 'i = 5']) { var i = 0; made.push(eval(code), i); }
  return made.map((x) => (typeof x === 'function' ? x() : x));
}
console.log(loop());
function parameters(a, read = eval('() => a'), b = eval('a = a + 1')) {
  var a2 = a;
  return [read(), a2, b];
}
console.log(parameters(1));
const object = { n: 1, run(code) { const local = 'local'; return eval(code); } };
console.log(object.run('this.n++; this.list = [local]; this.n'), object, object.run('(() => this.n)()'), object.run('typeof run'));
var shadowed = 'outer';
function shadows() { eval('var shadowed = "inner"'); const seen = shadowed; delete globalThis.nothing; return [seen, eval('delete shadowed'), shadowed]; }
console.log(shadows());
class Evaluates { #secret = [1]; poke(code) { return eval(code); } }
const e = new Evaluates();
e.poke('this.#secret.push(2)');
console.log(e.poke('this.#secret'), (() => { try { return eval('new.target'); } catch (error) { return error.message; } })());
(function () { 'use strict'; let kept = 1; eval('kept = 2; var gone = 3'); console.log(kept, typeof gone); })();
