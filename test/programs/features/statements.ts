// Every kind of statement, once or more.
const log: string[] = [];
let n = 0;

if (n === 0) log.push('then');
else log.push('else');
if (n) log.push('never');
else if (n < 0) log.push('never');
else log.push('else of else');

for (let i = 0; i < 3; i++) log.push(`for ${i}`);
for (let i = 0, j = 5; i < j; i += 2, j--) {
  log.push(`for ${i} ${j}`);
}
for (;;) {
  if (++n > 3) break;
}
while (n > 0) n--;
do {
  n += 2;
} while (n < 5);
do n--; while (n > 3);
for (const key in { a: 1, b: 2 }) log.push(`in ${key}`);
for (const item of ['x', 'y']) log.push(`of ${item}`);
for (const [key, value] of new Map([['k', 1]])) log.push(`${key}=${value}`);
let target: { last?: string } = {};
for (target.last of ['p', 'q']);
log.push(target.last!);

outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue outer;
    if (i === 2) break outer;
    log.push(`labelled ${i} ${j}`);
  }
}
block: {
  log.push('in block');
  if (log.length) break block;
  log.push('never');
}

function kind(value: unknown): string {
  switch (typeof value) {
    case 'number': {
      const doubled = (value as number) * 2;
      return `number ${doubled}`;
    }
    case 'string':
      log.push('falls through');
    case 'boolean':
      return 'string or boolean';
    default:
      break;
  }
  switch (value) {
    case null:
    case undefined:
      return 'nothing';
  }
  return 'object';
}
for (const value of [2, 'a', true, null, undefined, {}]) log.push(kind(value));

switch (n) {
  default:
    log.push('default first');
  case 99:
    log.push('and on');
    break;
  case 100:
    log.push('never');
}

{
  let n = 'inner';
  log.push(n);
  {
    const n = 'innermost';
    log.push(n);
  }
}
var hoisted: string | undefined;
log.push(String(hoisted));
hoisted = hoist();
function hoist() {
  return 'hoisted';
}
log.push(hoisted);
try {
  throw new RangeError('thrown');
} catch (error) {
  log.push(`${error}`);
} finally {
  log.push('finally');
}
try {
  log.push('tried');
} catch {
  log.push('never');
}
;;;
if (n) {
} else {
}
debugger;
console.log(log.join('\n'));
