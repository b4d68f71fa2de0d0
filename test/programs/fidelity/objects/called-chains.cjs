// Optional chains that begin with the call of a function that is not recorded: what it has done is seen before the chain goes on.
'use strict';
const { chained: change } = require('../modules/node_modules/sample-package/chained.cjs');
const seen = [];
const o = { n: 0 }, list = [1, 2];
let f = change, none;
f?.(o).list.push(o.n);
console.log(o);
const r = f?.(o).self();
console.log(o, r === undefined);
f?.(o).nothing?.at.all;
console.log(o);
none?.(o, seen.push('never')).self();
f?.(o)?.self().self().list.push(f?.(o).list.length, o.n);
console.log(o, seen);
(f)?.(o).self().list.splice(0, 1);
console.log(o);
(0, f)?.(o).self();
console.log(o);
(f ?? none)?.(o).self().self();
console.log(o);
function giver() { return f; }
giver()?.(o).self();
console.log(o);
const self = f?.(...[o, o]).self().list[0];
console.log(o, self);
const back = f?.((f = (x) => { x.m = 1; return x; }, o)).self();
console.log(o, f === change, back === o);
f = change;
function ownThis() { return [this, arguments.length]; }
ownThis?.(1, 2).push(3);
console.log(ownThis?.(1, 2).concat(o).length, (ownThis)?.().concat(1)[0]);
function sloppyThis() {}
const obj = { m() { return [this === obj]; }, f: change };
console.log((obj.m)?.().concat(1), (obj?.m)?.().concat(2), obj.m?.().concat(3), obj['m']?.().concat(4));
console.log(o);
console.log((() => [1])?.().concat(2).concat(3), (function () { return [typeof this]; })?.().concat(2));
var v = 7; globalThis.w = 8;
console.log(eval?.('typeof v + typeof w').at(0), (1, eval)?.('[w]').concat(1));
const fails = [
  () => f?.(o).none().x,
  () => f?.(o).none.x,
  () => missing?.(o).x().y,
  () => o?.(1).x().y,
  () => (o)?.(1).x().y,
  () => f?.(missing).x(),
  () => { f?.(o).list.none(); },
  () => (none ?? o)?.(1).x(),
  () => { giver?.()?.(o).none(); },
  () => { const t = tdz?.(o).x(); let tdz; return t; },
  () => change?.(null).x(),
  () => f?.(o).none.x,
  () => f?.(o)
    .none().x,
];
for (const g of fails) try { g(); } catch (e) { seen.push(e.message, e.stack.split('\n').slice(0, 4).join(' ').replace(/\S*\//g, '')); }
async function waits() { (await f?.(o).self()).n++; (await f)?.(o).self(); return f?.(await o).self(); }
function* gives() { f?.(yield 1).self(); return (yield f)?.(o).self(); }
const g = gives(); g.next(); g.next(o); console.log(o); g.next(f); console.log(o);
waits().then(() => console.log(o, seen));
console.log(o);
class H { x = f?.(o).self().n; static s = f?.(o).self(); y(z = f?.(o).self().n) { return z; } }
console.log(new H().y(), o);
console.log(`${f?.(o).self().n}`, typeof f?.(o).self(), !f?.(o).self().x, o);
