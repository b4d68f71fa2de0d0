// process.exit in a listener, exitCode, beforeExit more than once: order and codes.
let rounds = 0;
process.on('beforeExit', (code) => {
  rounds++;
  console.log('beforeExit', code, rounds);
  if (rounds < 3) setTimeout(() => { process.exitCode = rounds; }, 1);
});
process.on('exit', (code) => {
  console.log('exit', code, process.exitCode);
  process.exitCode = 7;
  process.nextTick(() => console.log('never: nextTick after exit'));
  Promise.resolve().then(() => console.log('never: microtask after exit'));
});
process.once('exit', () => {
  const last = { rounds };
  console.log('second listener', last);
});
console.log('main done', process.exitCode);
