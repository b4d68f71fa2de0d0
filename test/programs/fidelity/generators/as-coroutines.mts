// Generators driven from outside: schedulers, state machines, pipelines; many suspended at once, each with its own state.
type Task = Generator<string | number, string, unknown>;
const log: string[] = [];
function* task(name: string, steps: number): Task {
  let state = 0;
  const local = { name };
  while (state < steps) {
    const answer = yield `${local.name}${state}`;
    state += typeof answer === 'number' ? answer : 1;
    local.name = local.name.toUpperCase();
  }
  return `${local.name} finished at ${state}`;
}
const tasks: Task[] = [task('a', 3), task('b', 2), task('c', 4)];
const queue = [...tasks];
let round = 0;
while (queue.length) {
  const current = queue.shift()!;
  const { value, done } = current.next(round++ % 2 ? 2 : undefined);
  log.push(String(value));
  if (!done) queue.push(current);
}
console.log(log.splice(0));
function* take<T>(source: Iterable<T>, n: number) { let left = n; if (left > 0) for (const item of source) { yield item; if (--left === 0) return; } }
function* naturals() { for (let n = 1; ; n++) yield n; }
function* sieve(source: Generator<number>): Generator<number> { const prime = source.next().value as number; yield prime; yield* sieve((function* () { for (const n of source) if (n % prime) yield n; })()); }
const from2 = naturals();
from2.next();
console.log([...take(sieve(from2), 6)], [...take('abc', 2)], [...take([], 1)]);
const machine = (function* (): Generator<string, never, string> { let state = 'idle'; for (;;) { const event = yield state; if (state === 'idle' && event === 'start') state = 'running'; else if (event === 'stop') state = 'idle'; } })();
machine.next();
console.log(['start', 'noop', 'stop', 'start'].map((event) => machine.next(event).value));
const run = (g: () => Generator<Promise<unknown>, unknown, any>) => new Promise((resolve, reject) => { const it = g(); const step = (verb: 'next' | 'throw', arg?: unknown) => { let r; try { r = it[verb](arg); } catch (e) { return reject(e); } if (r.done) resolve(r.value); else r.value.then((v: unknown) => step('next', v), (e: unknown) => step('throw', e)); }; step('next'); });
console.log(await run(function* () { const a: number = yield Promise.resolve(1); let b; try { yield Promise.reject('no'); } catch (e) { b = e; } return [a, b]; }));
