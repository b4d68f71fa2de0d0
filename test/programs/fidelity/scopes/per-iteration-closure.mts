// `for (let …)` copies its variables per iteration: closures of different iterations must not share them.
const readers: (() => number)[] = [];
const writers: ((by: number) => void)[] = [];
for (let i = 0, j = 10; i < 3; i++, j--) {
  readers.push(() => i * 100 + j);
  writers.push((by) => {
    i += by;
    j -= by;
  });
  if (i === 1) j += 5;
}
console.log(readers.map((read) => read()));
writers[0]!(7);
writers[2]!(-1);
console.log(readers.map((read) => read()));

// The closure of the head belongs to the first copy, the one of the update to the next.
const seen: string[] = [];
for (let k = 0, head = () => k, update: (() => number) | undefined; k < 3; update = () => k, k++) {
  const body = () => k;
  k += 0;
  seen.push(`${head()} ${body()} ${update?.()}`);
}
console.log(seen);

const late: (() => number)[] = [];
for (let n = 0; n < 4; n++) {
  if (n % 2) continue;
  late.push(() => n);
  n++;
}
console.log(late.map((f) => f()));
