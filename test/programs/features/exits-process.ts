// Ends by process.exit in the middle of everything.
let n = 0;
process.on('exit', (code) => {
  n += 100;
  console.log('exit', code, n);
});
function deep(k: number): void {
  n++;
  if (k === 0) process.exit(7);
  try {
    deep(k - 1);
  } finally {
    console.log('never');
  }
}
setTimeout(() => deep(3), 2);
console.log('waiting');
