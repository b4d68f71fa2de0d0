// Generators between resumptions: next with values, return and throw at each kind of suspension, finally that yields.
const log: string[] = [];
function* machine(start: number): Generator<number, string, number> {
  let state = start;
  const history: number[] = [];
  try {
    while (state < 100) {
      const input = yield state;
      history.push(input);
      state += input;
    }
    return `finished ${history}`;
  } catch (error) {
    log.push(`caught ${error} at ${state}`);
    const recovered = yield -1;
    return `recovered ${recovered}`;
  } finally {
    log.push(`finally ${state}`);
  }
}
const a = machine(1);
console.log(a.next(999), a.next(5), a.next(94), a.next(1));
const b = machine(10);
b.next();
console.log(b.throw('boom'), b.next(7), b.next(8), log.splice(0));
const c = machine(20);
const early = c.return('never started');
const d = machine(30);
d.next();
console.log(early, c.next(), d.return('early'), d.next(), log.splice(0));
function* yieldsInFinally() {
  try {
    yield 'try';
  } finally {
    yield 'cleanup 1';
    yield 'cleanup 2';
  }
}
const e = yieldsInFinally();
console.log(e.next(), e.return('value' as never), e.next(), e.next(), e.next());
const f = yieldsInFinally();
f.next();
console.log(f.throw(new Error('kept')), f.next());
try {
  f.next();
} catch (error) {
  console.log((error as Error).message);
}
function* running(): Generator<number> {
  try {
    self.next();
  } catch (error) {
    log.push((error as Error).message);
  }
  yield 1;
}
const self = running();
console.log(self.next(), log);
function* parameters(a = log.push('default evaluated at the call'), ...rest: number[]) {
  log.push('body');
  yield [a, rest];
}
const g = parameters();
console.log(log.at(-1), g.next(), Object.prototype.toString.call(g), g[Symbol.iterator]() === g);
const lazy = (function* () { const x: number = yield; const y: number = yield x * 2; return x + y; })();
console.log(lazy.next(), lazy.next(3), lazy.next(4), lazy.next());
