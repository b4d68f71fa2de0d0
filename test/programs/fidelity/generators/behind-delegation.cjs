// A generator that has been in `yield*` over one of its own, or of an iterator of JavaScript, does not call what runs later.
const steps = (n) => ({ [Symbol.iterator]() { let i = 0; return { next(sent) { return { done: i >= n, value: i++ + 0 }; } }; } });
const gens = {
  *own() { yield 1; yield 2; }, *over() { return yield* this.own(); },
  *list() { return yield* [1, 2]; },
  *map() { return yield* new Map([[1, 2], [3, 4]]); },
  *given() { return yield* { *[Symbol.iterator]() { yield 1; yield 2; } }; },
  *program() { return yield* steps(2); },
  *caught() { try { return yield* steps(2); } catch { return 1; } },
};
for (const key of Object.keys(gens)) {
  const run = gens[key]();
  run.next();
  try { run.throw(new Error('sent')); } catch (e) { console.log(String(e)); }
  for (const item of steps(1)) { console.log(item); }
  console.log([...gens[key]()]);
  for (const item of steps(2)) { console.log(item); }
  const open = gens[key]();
  open.next();
  for (const item of steps(2)) { console.log(item); }
  open.next();
  for (const item of steps(2)) { console.log(item); }
}
