// Switch with fallthrough, default in the middle, side effects in cases, nested, returns, closures and strict comparison.
const log: string[] = [];
const c = (label: string, value: unknown) => { log.push(label); return value; };
function kind(value: unknown): string {
  let result = 'start';
  switch (value) {
    default:
      result += ' default';
    case 1:
    case '1':
      result += ' one';
      break;
    case NaN:
      return 'never: NaN';
    case null:
    case undefined: {
      const nested = 'nothing';
      switch (value) {
        case null: result += ` ${nested} null`; break;
        case undefined: return `${result} ${nested} undefined`;
      }
      break;
    }
    case -0: return 'zero';
  }
  return result;
}
for (const value of [1, '1', 2, NaN, null, undefined, 0, true]) console.log(String(value), kind(value));
switch (c('subject', 3)) { case c('first', 1): log.push('never'); case c('second', 3): log.push('hit'); case c('not evaluated', 4): log.push('fell'); default: log.push('default'); }
switch (true) { case log.length > 100: log.push('never'); break; case log.length > 2: log.push('long'); break; }
const makers: (() => string)[] = [];
for (const n of [0, 1, 2]) {
  switch (n) {
    case 0: const zero = 'zero'; makers.push(() => zero); continue;
    case 1: let one = `one ${n}`; makers.push(() => one); one += '!'; break;
    default: class Local { text = `class ${n}`; } makers.push(() => new Local().text);
  }
  log.push(`after ${n}`);
}
switch (0 as number) {}
switch (1) { default: }
empty: switch (2) { case 2: break empty; }
console.log(log, makers.map((make) => make()));
const big = (n: number) => { switch (n % 7) { case 0: return 'a'; case 1: return 'b'; case 2: { return 'c'; } case 3: case 4: return 'd'; case 5: break; default: return 'f'; } return 'e'; };
console.log(Array.from({ length: 8 }, (_, n) => big(n)).join(''));
