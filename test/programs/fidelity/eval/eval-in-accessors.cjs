// Where eval was called, told in the words of a stack: by functions whose names have blanks, and by code of eval's own.
class A {
  get method() { return eval('(function f() {\n try { 1 } finally { nope; } })'); }
  set value(x) { this.f = eval('(function g() { nope; })'); }
  static get made() { return new Function('nope'); }
  'my key'() { return eval('(() => nope)'); }
  ['a (b)']() { return eval('(() => 1)'); }
  get nested() { return eval('eval("(function inner() { nope; })")'); }
  static async ['later on']() { await null; return eval('(function h() { nope; })'); }
}
const a = new A();
a.value = 1;
const told = (f) => {
  try { console.log(f()); } catch (error) { console.log(error.stack.split('\n').slice(1, 3).map((line) => line.replace(/\((?:\/|[A-Z]:).*[\\/]/g, '('))); }
};
for (const f of [a.method, a.f, A.made, a['my key'](), a['a (b)'](), a.nested]) told(f);
void A['later on']().then(told);
