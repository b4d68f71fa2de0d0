// An unhandled rejection with an error: printed with its stack and exit code 1, after the microtasks and the exit listeners.
process.on('exit', (code) => console.log('exit', code));
async function job(name: string) {
  const started = name.length;
  await null;
  if (started > 3) throw new TypeError(`${name} failed`);
  return name;
}
const fine = await job('ok');
console.log(fine);
setTimeout(() => console.log('timer must not run'), 50);
void job('background');
await null;
console.log('still running');
