// Elements of `arguments` are parameters, where the parameter's name is that of another variable, too.
function inBlock(a) {
  {
    let a = 1;
    arguments[0] = 4;
    a++;
  }
  return a + arguments[0];
}
console.log(inBlock(2));

function oneOfTwo(a, b) {
  {
    let a = 1;
    arguments[0] = 4;
    b = a++;
    arguments[1]++;
  }
  return [a, b];
}
console.log(oneOfTwo(2, 3));

function inHead(a) {
  for (let a = 0; a < 2; a++) arguments[0] += a;
  return a;
}
console.log(inHead(5));

function inArrow(a, b) {
  const set = (a) => {
    arguments[0] = 9;
    a++;
    return a;
  };
  b += set(1);
  return [a, b];
}
console.log(inArrow(5, 6));

function inCatch(a) {
  try {
    throw 1;
  } catch (a) {
    arguments[0] = a + 1;
  }
  return a;
}
console.log(inCatch(5));

function evaluated(a) {
  {
    let a = 1;
    eval('a++');
  }
  eval('arguments[0] = 7');
  return a;
}
console.log(evaluated(2));

function* generated(a) {
  if (a) {
    let a = yield;
    arguments[0] = a;
  }
  return a;
}
const steps = generated(3);
steps.next();
console.log(steps.next(8).value);

function onlyHidden(a) {
  let seen = 0;
  {
    const a = { of: seen };
    seen = a;
    [arguments[0]] = [6];
  }
  return [a, seen];
}
console.log(onlyHidden(2));
