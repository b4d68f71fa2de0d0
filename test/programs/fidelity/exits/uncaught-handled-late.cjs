// uncaughtException handler keeps the process alive; errors in the handler itself end it with code 7.
let count = 0;
process.on('exit', (code) => console.log('exit', code, count));
process.on('uncaughtException', (error, origin) => {
  count++;
  console.log(count, error.message, origin);
  if (count === 3) throw new Error('in the handler');
});
setTimeout(() => { const n = 1; throw new Error(`timer ${n}`); }, 1);
setTimeout(() => Promise.reject(new Error('rejected')), 10);
setTimeout(() => null.property, 20);
setTimeout(() => console.log('never'), 40);
