// What sloppy code in eval declares in a default value is the function's: its closures see it, and so does the body.
var x = 'outside';
var inFirst, inSecond, inBody;
function closures(
  _ = (eval('var x = "inside";'), (inFirst = function () { return x; })),
  __ = (inSecond = function () { return x; }),
) {
  inBody = function () { return x; };
}
closures();
console.log(inFirst(), inSecond(), inBody());

function returned(_ = eval('var x = "inside";')) {
  return x;
}
console.log(returned(), returned(1));

const object = {
  method(_ = (eval('var y = 2'), () => y), z = y) {
    y++;
    return [_(), z, y];
  },
};
console.log(object.method());

function named(p = eval("var arguments = 'declared'")) {
  let arguments;
  return arguments;
}
try {
  console.log(named(1));
} catch (error) {
  console.log(error.name, error.message);
}

async function later(p = eval("var arguments = 'declared'"), q = () => arguments) {
  let arguments = 3;
  return [arguments, q()];
}
later().then(console.log, (error) => console.log(error.name, error.message));

const arrow = (_ = eval('var x = "inside"')) => x;
console.log(arrow(), x);

function both(_ = eval('var x = "inside"')) {
  eval('x += "!"');
  x += '?';
  return x;
}
console.log(both(), x, both(1), x);
