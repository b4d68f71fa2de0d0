// While `for await` closes its iterator, stacks have the last place of a body that is always left.
const late = { [Symbol.asyncIterator]() { let i = 0; return { async next() { return { done: i > 3, value: i++ }; }, async return() { await 1; print(); return {}; } }; } };
async function* gen() { try { yield 1; yield 2; } finally { await 1; print(); } }
function print() {
  console.log(new Error('closing').stack.replace(/\(.*[/\\]/g, '(').replace(/file:.*[/\\]/g, ''));
}
async function throws() {
  for await (const item of gen()) {
    throw new Error('left');
  }
}
async function goesOn() {
  for await (const item of gen()) {
    console.log(item); if (item) break;
    console.log(item, 2);
  }
}
async function branch() { for await (const item of gen()) if (item) return item; }
async function breaks() {
  for await (const item of gen()) { const f = () => item; f(
    item); break; }
}
async function changed() { for await (const item of late) { let x = item; { x += 1; } throw x; } }
async function returns() { for await (const item of late) { let x = item; return x; } }
async function awaits() { for await (const item of late) { let x = item;
  return await x; } }
async function leavesOuter() { l: for (;;) for await (const item of late) { let x = item;
  break l; } }
async function block() { for await (const item of late) { let x = item;
  if (x) throw x + 1; { throw x; } } }
async function both() { for await (const item of gen()) { if (item) { throw new Error('left'); } else return 1; } }
async function behindTry() { for await (const item of late) { try { print(); } finally { print(); } break; } }
async function resource() { for await (const item of late) { using x = { [Symbol.dispose]() { print(); } }; return x; } }
for (const f of [throws, goesOn, branch, breaks, changed, returns, awaits, leavesOuter, block, both, behindTry, resource])
  await f().catch(() => 1);
