// What loops go through has an `await` in it, before the call that makes it; no import or export says that this is a module.
let seen = { a: 1 };
async function* numbers(n) {
  yield n;
  seen.a = n;
}
const late = async () => {
  for await (const n of numbers?.(await 7, [await 8])) console.log(n, seen);
};
const done = late();
queueMicrotask(() => {
  seen = { a: 2 };
});
await done;
for (const n of [...Array.from({ length: 2 }, (_, i) => i * 2), await [...[await 3]].map((x) => x + 1).length].slice(0, 3))
  console.log(n);
// What an async generator returns is waited for in nobody's call, and what runs then is still its own.
async function* closing() {
  try {
    return (yield 1) ?? [1, 2].map((x) => x).length;
  } finally {
    console.log([3, 4].map((x) => x + 1));
  }
}
for await (const item of closing()) console.log(item);
