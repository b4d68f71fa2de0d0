// What sloppy code in eval declares in a default value hides the variables around the function, there and in its body: these keep their values.
var q = 'outer';
let other = 1;
const seen = [];

function first(a = eval('var q = "inner"; other = 2; 1'), ...rest) {
  seen.push(q, rest.length);
  q += 1;
  return q + other + a;
}

function made(name, a = eval(`var ${name} = "made"; other++`), b = eval('q')) {
  const inside = () => {
    q = [q];
    return q;
  };
  return [inside(), q, a, b];
}

function several(a = eval('var q = 1'), b = eval('var r = 2; q'), c = q) {
  r += c;
  return [q, r, a, b];
}

function deep(n, a = eval('var q = n')) {
  const below = n > 0 ? deep(n - 1) : [];
  return [q, ...below];
}

function throwing(a = eval('var q = 8'), b = eval('throw q')) {
  return b;
}

console.log(first(), q, other);
console.log(first(1), q, other);
console.log(made('q'), q, other);
console.log(made('w'), q, other);
console.log(several(), q);
console.log(deep(3), q);
try {
  throwing();
} catch (error) {
  console.log(error, q);
}
console.log(first(1), q, other, seen);
