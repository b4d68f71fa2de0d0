// yield*: values, returns and throws pass through; over iterables of every kind; recursion; locals of both generators.
const log: string[] = [];
function* inner(name: string): Generator<string, string, string> {
  let last = 'none';
  try {
    for (let i = 0; i < 2; i++) {
      last = yield `${name}${i}`;
      log.push(`${name} received ${last}`);
    }
    return `${name} result`;
  } catch (error) {
    log.push(`${name} caught ${error}`);
    yield `${name} recovered`;
    return 'after error';
  } finally {
    log.push(`${name} finally after ${last}`);
  }
}
function* outer(): Generator<string, string[], string> {
  const results: string[] = [];
  results.push(yield* inner('a'));
  const between = yield 'between';
  results.push(between, yield* inner('b'));
  for (const char of 'xy') yield* [char, char.toUpperCase()];
  return results;
}
const all = outer();
const sent: unknown[] = [];
for (let step = all.next('ignored'), n = 0; ; step = all.next(`s${n++}`)) {
  sent.push(step.value);
  if (step.done) break;
}
console.log(sent, log.splice(0));
const thrown = outer();
thrown.next('');
console.log(thrown.throw('through'), thrown.next(''), log.splice(0));
const returned = outer();
returned.next('');
console.log(returned.return(['early']), returned.next(''), log.splice(0));
interface Tree { value: number; left?: Tree; right?: Tree }
function* walk(tree: Tree | undefined): Generator<number> {
  if (!tree) return;
  const { value, left, right } = tree;
  yield* walk(left);
  yield value;
  yield* walk(right);
}
const tree: Tree = { value: 4, left: { value: 2, left: { value: 1 }, right: { value: 3 } }, right: { value: 5 } };
console.log([...walk(tree)], Math.max(...walk(tree)));
const custom = { [Symbol.iterator]: () => ({ n: 0, next(v: unknown) { log.push(`next ${v}`); return { value: this.n++, done: this.n > 3 }; }, return(v: unknown) { log.push(`return ${v}`); return { value: v, done: true }; } }) };
function* wraps(): Generator<number, unknown, unknown> { const result = yield* custom as never; return result; }
const w = wraps();
console.log(w.next('1'), w.next('2'), w.return('r' as never), log.splice(0));
const w2 = wraps();
w2.next('start');
try {
  w2.throw(new Error('no throw method'));
} catch (error) {
  console.log((error as Error).name, (error as Error).message, log.splice(0));
}
function* twice() { return yield* (function* () { yield 1; return 2; })(); }
console.log([...twice()], new Map((function* () { yield* Object.entries({ k: 'v' }); })()));
