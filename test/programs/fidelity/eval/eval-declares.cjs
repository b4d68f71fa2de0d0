// What sloppy direct eval declares: every form, shadowing, closures, deletes, errors midway, nested functions; what strict code keeps to itself.
var outer = 'outer';
function forms() {
  eval('var a = 1, { b, c: [d = 4] } = { b: 2, c: [] }; for (var e in { key: 1 }); for (var f of [6]); function g() { return a; }');
  eval('let own = 1; const fixed = 2; class K {} a += own + fixed;');
  eval('if (a > 2) { var inBlock = "block"; } try { throw 1 } catch (h) { var caught = h; } label: var labelled = 3;');
  eval('var text = "var quoted = 1; function no() {}"; // var commented\n /* var c2 */ function* gen() { var inner; } async function later() {}');
  const result = [a, b, d, e, f, g(), inBlock, caught, labelled, typeof own, typeof quoted, typeof inner, typeof gen];
  a = { changed: true };
  b++;
  [d, e] = [e, d];
  return [...result, a, b, d, e];
}
console.log(forms());
function shadows(outer2) {
  const before = outer;
  eval('var outer = "inner"');
  outer += '!';
  const change = () => { outer = 'changed'; outer2 = 'parameter'; };
  change();
  eval('var outer2 = outer2 + 1');
  const after = [outer, outer2];
  eval('delete outer');
  outer += ' again';
  return [before, after, outer];
}
console.log(shadows('p'), outer);
function closures() {
  eval('var count = 0; var bump = () => ++count');
  bump();
  const mine = () => { count += 10; return count; };
  const seen = [count, mine(), bump()];
  return { seen, read: () => count, set(value) { count = value; } };
}
const kept = closures();
kept.set(5);
console.log(kept.seen, kept.read());
function nested() {
  eval('var x = "first"');
  function inner(code) { eval(code); x = x + '*'; return x; }
  const own = inner('var x = "second"');
  const shared = inner('x = "third"');
  return [own, shared, x];
}
console.log(nested());
function fails() {
  let block = 1;
  try { eval('var early = 1; throw new Error("midway"); var late = 2'); } catch { block = typeof late; }
  try { eval('var block = 2'); } catch (error) { console.log(error.message); }
  try { eval('var broken = ; '); } catch (error) { console.log(error.name); }
  { let hidden = 1; try { eval('var hidden = 2'); } catch (error) { console.log(error.message, hidden); } }
  return [block, early, late, typeof broken];
}
console.log(fails());
function strictText() { eval('"use strict"; var kept = 1'); return typeof kept; }
function loop() { const all = []; for (let i = 0; i < 3; i++) { eval(`var v${i} = ${i}; var last = v${i}`); all.push(last); } return [all, v0 + v2]; }
console.log(strictText(), loop());
function* generator(code) { eval(code); yield made; made = 'resumed'; yield made; }
const g = generator('var made = "made"');
console.log(g.next().value, g.next().value, g.next().done);
const arrow = (code) => { eval(code); return typeof value; };
console.log(arrow('var value = 1'), arrow('1'), ((code) => eval(code))('var alone = 1; alone'), typeof alone);
function defaults(a, b = eval('a + 1')) { var c = eval('var inBody = b; typeof inBody'); return [c, b, inBody]; }
console.log(defaults(1));
eval('var atTop = 1; function topFunction() { return atTop; }');
atTop++;
console.log(topFunction(), typeof globalThis.atTop, delete atTop, typeof atTop);
function own(eval) { return eval('var fromOwn = 1'); }
console.log(own((text) => text.length));
(async () => { eval('var afterAwait = 1'); await null; afterAwait++; console.log(afterAwait, eval('var more = afterAwait; more')); })();
function unterminated(a) {
  arguments.length
  var o = { b: 1 }
  eval('var c = o.b + a')
  const d = [c]
  return d
}
console.log(unterminated(1));
