// A module with variables that are called like the globals by which a module finds things: shims have them.
var globalThis = { own: true };
var Symbol = { for: () => 'own' };
function tell() { return [globalThis.own, Symbol.for('x'), typeof Promise]; }
console.log(tell());
