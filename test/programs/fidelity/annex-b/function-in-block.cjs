// Annex B: a function in a block is a `var` of the function too, assigned when the block's declaration is evaluated.
console.log(typeof inIf, typeof inBlock, typeof inLoop);
if (true) { function inIf() { return 'if'; } }
{ const before = typeof inBlock; function inBlock() { return 'block'; } inBlock.seen = before; }
for (let i = 0; i < 2; i++) { function inLoop() { return i; } }
console.log(inIf(), inBlock(), inBlock.seen, inLoop());
function hoisted(flag) {
  const start = typeof f;
  if (flag) { function f() { return 'first'; } } else { function f() { return 'second'; } }
  const end = f();
  return [start, end];
}
console.log(hoisted(true), hoisted(false));
function reassigned() {
  const log = [];
  {
    log.push(typeof g);
    g = 'inner assigned';
    log.push(typeof g);
    function g() {}
    log.push(typeof g);
  }
  log.push(typeof g);
  return log;
}
console.log(reassigned());
function blockedByLet() {
  let h = 'let';
  { function h() { return 'function'; } h(); }
  return h;
}
console.log(blockedByLet());
function blockedByParameter(p) {
  { function p() {} }
  return p;
}
console.log(blockedByParameter('kept'));
switch (1) { case 1: function inSwitch() { return 'switch'; } }
try { throw 1; } catch (e) { function inCatch() { return `catch ${typeof e}`; } }
label: function labelled() { return 'label'; }
if (false) function never() {}
console.log(inSwitch(), inCatch(), labelled(), typeof never);
if (true) function single() { return 'single statement'; }
console.log(single());
(function () { 'use strict'; { function strictOnly() {} } console.log(typeof strictOnly); })();
{ async function asyncBlock() {} function* generatorBlock() {} class ClassBlock {} }
console.log(typeof asyncBlock, typeof generatorBlock, typeof ClassBlock);
{ function twice() { return 1; } function twice() { return 2; } }
console.log(twice());
