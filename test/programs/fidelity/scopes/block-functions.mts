// Functions in blocks of strict code are block scoped, hoisted within the block, and close over its variables.
const out: unknown[] = [typeof inBlock];
declare const inBlock: unknown;
{
  const result = inBlock(1);
  function inBlock(n: number) {
    return n + offset();
  }
  function offset() {
    return 10;
  }
  out.push(result, typeof inBlock);
}
for (let i = 0; i < 2; i++) {
  out.push(current());
  function current() {
    return i * 2;
  }
  const held = current;
  out.push(held === current);
}
if (out.length) {
  function onlyHere() {
    return 'here';
  }
  out.push(onlyHere());
}
switch (out.length) {
  default:
    out.push(inSwitch());
    function inSwitch() {
      return 'switch';
    }
}
try {
  throw 'thrown';
} catch (error) {
  function handler() {
    return `${error}!`;
  }
  out.push(handler());
}
console.log(out, typeof inBlock);
