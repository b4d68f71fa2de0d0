// Loops with labels, break and continue through blocks, switches, try/finally; their variables at every step.
const log: string[] = [];
outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue outer;
    if (i === 2) break outer;
    log.push(`${i}${j}`);
  }
}
let n = 0;
loop: while (true) {
  n++;
  switch (n) {
    case 1:
      continue;
    case 2:
      log.push('two');
      break;
    case 3:
      continue loop;
    case 5:
      break loop;
    default:
      log.push(`default ${n}`);
  }
  log.push(`after switch ${n}`);
}
block: {
  const inside = n;
  inner: {
    if (inside > 4) break block;
    break inner;
  }
  log.push('never');
}
do {
  n--;
  if (n % 2) continue;
  log.push(`even ${n}`);
} while (n > 0);
for (let i = 0; ; i++) {
  try {
    if (i === 1) continue;
    if (i === 3) break;
    log.push(`try ${i}`);
  } finally {
    log.push(`finally ${i}`);
  }
}
a: b: for (const x of ['x', 'y']) {
  for (const y of ['p', 'q']) {
    if (x === 'x') continue a;
    if (y === 'q') break b;
    log.push(x + y);
  }
}
for (var v = 0, w = 10; v < w; v += 3, w--);
for (const key in [7, 8]) log.push(`key ${key}`);
for (let i = 0, copy: () => number; i < 2; i++) { copy = () => i; log.push(`copy ${copy()}`); }
if (n === 0) label: { if (v) break label; }
function returns() {
  for (const x of [1, 2, 3]) while (true) { if (x < 2) break; return x; }
}
console.log(log.join(' '), v, w, returns());
for (let let_ = 0, i = 5; i > let_; i -= 2) { let i2 = i; { let i = i2 * 2; log.push(String(i)); } }
console.log(log.slice(-3));
