// A rejection that is handled late with a handler installed by the program; deprecation of nothing, warnings printed once.
const log: string[] = [];
process.on('unhandledRejection', (reason) => {
  log.push(`unhandled ${String(reason)}`);
});
process.on('rejectionHandled', () => log.push('handled'));
const late = Promise.reject('late');
const never = Promise.reject('never handled');
await new Promise((resolve) => setTimeout(resolve, 1));
late.catch((reason) => log.push(`caught ${reason}`));
await new Promise((resolve) => setTimeout(resolve, 1));
process.emitWarning('own warning', 'OwnWarning');
console.log(log, never instanceof Promise);
