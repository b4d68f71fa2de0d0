// Direct eval sees and changes the local scope, adds `var`s to the function, has a completion value; strict eval keeps them.
function local() {
  var a = 1; let b = 2; const c = 3;
  const value = eval('a++; b += 10; var added = a + b; let own = c; own + added');
  const after = [a, b, typeof added, added, typeof own];
  return [value, after];
}
console.log(local());
function shadows(x) {
  eval('var x = "from eval"; function declared() { return x; }');
  return [x, declared(), arguments[0]];
}
console.log(shadows(1));
function closures() {
  let count = 0;
  const next = eval('() => ++count');
  next(); next();
  return [count, eval('count * 10'), eval('this === globalThis'), eval('typeof arguments')];
}
console.log(closures(5));
function strict() { 'use strict'; var outer = 1; eval('var inner = 2; outer = inner'); return [outer, typeof inner]; }
console.log(strict());
console.log(eval('1; if (true) { 2; } else 3'), eval('{ a: 1 }'), eval('({ a: 1 })'), eval('var v = 5'), eval(''), eval('for (var q = 0; q < 3; q++) q * 2'), eval({ not: 'text' }));
console.log(eval('function f() {} typeof f'), typeof f, eval('"use strict"; function g() {}'), typeof g);
try { eval('let broken = ;'); } catch (error) { console.log(error.name, error.message); }
try { eval('throw new Error("from eval")'); } catch (error) { console.log(error.message, error.stack.split('\n')[1].replace(/\/.*\//, '')); }
try { eval('notDefinedAnywhere'); } catch (error) { console.log(error.message); }
class Holder { #p = 7; field = eval('this.#p + 1'); read() { return eval('this.#p'); } target() { return eval('new.target'); } static s = eval('this.name'); }
const holder = new Holder();
console.log(holder.field, holder.read(), holder.target(), Holder.s);
const arrow = (n) => { const got = eval('n + 1'); return got; };
console.log(arrow(1), ((a, b = eval('a * 2')) => b)(4), eval?.('typeof local'), (0, eval)('typeof module'));
function* generator() { const got = eval('1'); yield got; yield eval('got + 1'); }
console.log([...generator()]);
(async () => { const n = await 4; console.log(eval('n * 2')); })();
var evaluate = eval;
function indirect() { var hiddenLocal = 1; return evaluate('typeof hiddenLocal'); }
console.log(indirect());
