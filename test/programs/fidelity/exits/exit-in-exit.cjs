// process.exit again in an exit listener, exitCode overrides, abort of pending writes.
let calls = 0;
process.on('exit', (code) => {
  calls++;
  console.log('listener', code, calls, process.exitCode);
  if (calls === 1) process.exit(9);
});
process.on('exit', () => console.log('second listener', calls));
process.exitCode = 4;
const { exitCode } = process;
console.log('exit code set', exitCode);
setTimeout(() => {
  const pending = 'timer ran';
  console.log(pending);
  process.exit();
}, 1);
