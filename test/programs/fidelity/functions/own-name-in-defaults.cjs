// Default values of a function expression see its own name, `arguments` and the parameters before them.
const named = function own(a, b = [1].map((x) => x + typeof own)[0], c = (() => own.length + arguments.length + a)()) {
  return [a, b, c, own === named];
};
console.log(named(1), named(1, 2), named(1, 2, 3));
const evaluated = function inner(a = [2].map((x) => x * eval('typeof inner').length)) { return [a, typeof inner]; };
console.log(evaluated(), evaluated(0));
function* steps(a = [1].map((x) => x + steps.length)) { yield a; }
console.log(steps().next().value, [...steps(5)]);
const hidden = function name(name = [3].map((x) => x + 1)) { return name; };
console.log(hidden(), hidden(1));
