// Parameters with expressions have an environment apart from the body: a `var` of the same name is another variable.
function apart(a: number, read = () => a, write = (v: number) => { a = v; }) {
  var a: number;
  const atStart = a;
  a = 50;
  write(7);
  return [atStart, a, read()];
}
console.log(apart(1));
function together(a: number, b = a + 1, c = () => [a, b]) {
  b += 10;
  a = 5;
  return c();
}
console.log(together(1), together(1, 2));
const order: string[] = [];
const note = <T>(label: string, value: T) => {
  order.push(label);
  return value;
};
function evaluated(a = note('a', 1), { b = note('b', 2), ...rest }: any = note('pattern', {}), [c = note('c', 3)] = note('list', [])) {
  const all = [a, b, c, rest];
  return all;
}
console.log(evaluated(), order.splice(0));
console.log(evaluated(9, { b: undefined, x: 1 }, []), order.splice(0));
console.log(evaluated(undefined, { b: null }), order.splice(0));
function usesThis(this: { n: number }, n = this.n, args = arguments.length) {
  return [n, args];
}
console.log(usesThis.call({ n: 4 }), usesThis.call({ n: 4 }, undefined, undefined));
const recursive = (n: number, total: number = n <= 1 ? 1 : n * recursive(n - 1)): number => total;
console.log(recursive(5));
function functionOfSameName(f = () => 'parameter') {
  const before = f();
  function f() {
    return 'body';
  }
  return before;
}
console.log(functionOfSameName());
