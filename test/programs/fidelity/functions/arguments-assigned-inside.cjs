// Elements of `arguments` that inner functions assign under the names of parameters.
const seen = [];
function counted(a, b) {
  const given = arguments;
  function inner() {
    a++;
    b = [a];
    (() => { a += 10; })();
    seen.push(given);
  }
  inner();
  if (a < 40) counted.call(null, a, b);
  seen.push(arguments, a);
  return () => b = a--;
}
const last = counted(1, 'b');
last();
counted(50)();
function evaluating(a) {
  const inner = function () { a = eval('a + 1'); };
  inner();
  seen.push(eval('arguments'));
  return inner;
}
evaluating(1)();
function again(a, a) {
  [1, 2].forEach(function (v) { a += v; });
  seen.push(arguments);
}
again(1, 2);
function own(a) {
  function inner(a) {
    arguments[0] = 5;
    a++;
    seen.push(arguments);
  }
  inner(a++);
  seen.push(arguments.length, arguments[0]);
}
own(1);
function strict(a) {
  'use strict';
  (function () { a++; })();
  seen.push(arguments);
}
strict(1);
async function later(a) {
  await (async function () { a = await a + 1; })();
  seen.push(arguments);
}
later(1).then(() => console.log(seen));
