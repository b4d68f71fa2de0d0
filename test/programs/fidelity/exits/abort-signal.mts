// A program that ends by a signal it sends itself.
const state = { step: 0 };
process.on('SIGUSR2', () => {
  state.step++;
  console.log('SIGUSR2 handled', state.step);
  if (state.step === 2) process.kill(process.pid, 'SIGTERM');
  else process.kill(process.pid, 'SIGUSR2');
});
process.on('exit', () => console.log('never: exit listener on a signal'));
const keepAlive = setInterval(() => {}, 1000);
console.log('sending', typeof keepAlive.ref);
process.kill(process.pid, 'SIGUSR2');
