'use strict';
/** An array whose length cannot be assigned: what `pop`, `shift` and the like have done before they throw is seen, wherever that is caught. */
const fixed = (...list) => Object.defineProperty(list, 'length', { writable: false });
const list = fixed(1, 2, 3);
const other = fixed('a', 'b', 'c', 'd');
function pops() { list.pop(); }
try { pops(); } catch (error) { const message = error.message; console.log(message, list); }
function shifts(given) { given.shift(); }
try { shifts(list); } catch { const length = list.length; console.log(length, list); }
function inside(given) {
  const before = given.length;
  try { given.shift(); } finally { given.name = before; }
}
try { inside(other); } catch (error) { console.log(other); }
const calls = [() => other.splice(0, 1), () => other.unshift(0), () => other.push(1), () => { other.length = 0; }, () => other.reverse(), () => other.fill(7), () => other.copyWithin(0, 1), () => other.sort()];
for (const call of calls) {
  try { call(); } catch { const keys = Object.keys(other); console.log(keys, other); }
}
const rejected = new Promise(() => { list.pop(); });
const now = list[1];
rejected.catch(() => { const later = list.length; console.log(now, later, list); });
const frozen = Object.freeze([1, 2]);
try { (() => frozen.pop())(); } catch { console.log(frozen); }
function* gives() { yield 1; fixedOfGenerator.pop(); }
const fixedOfGenerator = fixed(1, 2);
try { for (const x of gives()) console.log(x); } catch { const left = fixedOfGenerator[1]; console.log(left); }
class Counts { #list = fixed(1, 2, 3); down() { this.#list.pop(); } get last() { return this.#list[2]; } }
const counts = new Counts();
try { counts.down(); } catch { const last = counts.last; console.log(last); }
const removed = Reflect.apply(Array.prototype.pop, [5], []);
console.log(removed);
