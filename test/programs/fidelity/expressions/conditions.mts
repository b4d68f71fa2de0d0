// Conditions, logical operators and ternaries: only the chosen parts are evaluated, their values are those of the operands.
const log: string[] = [];
const v = <T>(label: string, value: T): T => {
  log.push(label);
  return value;
};
const a = (v('1', true) && v('2', false)) || (v('3', true) && v('4', 'value'));
const b = (v('5', 0) || v('6', '')) ?? v('never', 1);
const c = v('7', null) ?? v('8', undefined) ?? v('9', 'nullish');
const d = v('10', 1) ? (v('11', 0) ? 'never' : v('12', 'nested')) : 'never';
const e = !(v('13', 0) || !v('14', 5)) && typeof v('15', 's');
console.log(a, b, c, d, e, log.splice(0).join(' '));
if (v('if', 0)) console.log('never');
else if (v('else if', 'yes')) log.push('taken');
else log.push('never');
if (v('comma 1', 1), v('comma 2', 0)) log.push('never'); else log.push('else');
if (v('single', 1)) var hoisted = v('statement', 'hoisted');
if (log.length > 3) { const inner = log.length; log.push(`block ${inner}`); } else { }
while (v('while', log.length < 12) && log.push('body'));
do { log.push('do'); if (log.length > 16) break; } while (v('do while', true));
for (let i = v('init', 0), n = 2; v('test', i < n); v('update', i++)) if (i === 1) continue; else log.push(`for ${i}`);
for (; ; ) { if (v('forever', true)) break; }
let i = 3;
for (; i--; ) log.push(`down ${i}`);
for (const x of v('list', [1, 2])) x > 1 ? log.push('big') : log.push('small');
console.log(hoisted, log.splice(0).join(' '));
const grade = (n: number) => n > 90 ? 'A' : n > 80 ? 'B' : n > 70 ? (n > 75 ? 'C+' : 'C') : 'F';
console.log([95, 85, 77, 72, 10].map(grade));
const assigned: any = {};
const pick = (n: number) => (n ? assigned.yes = n : assigned.no = n, n || (assigned.or = 'or') && !n ? assigned.deep ??= { n } : 'none');
console.log(pick(1), pick(0), assigned);
const isBoth = (x: unknown): x is string => typeof x === 'string' && x.length > 2 || x instanceof String && !!x.length;
console.log(isBoth('abc'), isBoth('a'), isBoth(new String('x')), [0, 1, null, 'x'].filter(Boolean), [3, 1, 2].sort((p, q) => p - q || 0));
console.log((() => { if (v('early', 1)) return 'returned early'; log.push('never'); })(), (() => { for (const x of [1, 2, 3]) { if (x === 2) return x; } })(), log);
