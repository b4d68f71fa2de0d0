// Closures over variables that are still in their dead zone: seen as uninitialised before, with their value after.
const log: string[] = [];
const attempt = (f: () => unknown) => {
  try {
    log.push(String(f()));
  } catch (error) {
    log.push((error as Error).message);
  }
};
function outer() {
  const early = () => late;
  attempt(early);
  let late = 'now';
  attempt(early);
  {
    const inner = () => late;
    attempt(inner);
    let other = () => blockConst;
    attempt(other);
    const blockConst = 'block';
    attempt(other);
    late = blockConst;
  }
  return early;
}
const early = outer();
attempt(early);
for (let i = 0; i < 2; i++) {
  attempt(() => perIteration);
  let perIteration = `iteration ${i}`;
  attempt(() => perIteration);
}
attempt(() => new Later().value);
attempt(() => moduleLate);
class Later { static self = Later.name; value = moduleLate; }
const moduleLate = 'module';
attempt(() => new Later().value);
attempt(() => (function f(a = () => b, b = 1): unknown { return a(); })());
attempt(() => ((a: any = () => x) => { var x = 'body'; return a(); })());
console.log(log);
