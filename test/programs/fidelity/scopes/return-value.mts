// What a function is about to return, through finally, arrows, getters, generators and nested calls.
const log: string[] = [];
function overridden(): string {
  try {
    return 'from try';
  } finally {
    log.push('finally runs');
    // biome-ignore lint: the point
    return 'from finally';
  }
}
function swallowed(): string {
  try {
    throw new Error('lost');
  } finally {
    return 'error swallowed';
  }
}
function evaluatedFirst() {
  let n = 1;
  try {
    return n;
  } finally {
    n = 2;
  }
}
function objectChanged() {
  const o = { n: 1 };
  try {
    return o;
  } finally {
    o.n = 2;
  }
}
function brokenOut() {
  for (let i = 0; ; i++) {
    try {
      if (i === 0) continue;
      return i;
    } finally {
      log.push(`loop ${i}`);
      if (i === 2) break;
      if (i === 1) continue;
    }
  }
  return 'after loop';
}
const nothing = () => {};
const object = () => ({ a: 1, nested: { b: [2] } });
const chained = ((a) => (b: number) => a + b)(1)(2);
console.log(overridden(), swallowed(), evaluatedFirst(), objectChanged(), brokenOut(), nothing(), object(), chained, log);
function* finishing() {
  try {
    yield 1;
    return 'returned';
  } finally {
    log.push('generator cleanup');
  }
}
const walker = finishing();
console.log(walker.next(), walker.return('early'), walker.next(), log.length);
