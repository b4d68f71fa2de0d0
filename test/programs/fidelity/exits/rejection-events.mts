// unhandledRejection, rejectionHandled, uncaughtException, uncaughtExceptionMonitor, multipleResolves: order and arguments.
const log: unknown[] = [];
process.on('unhandledRejection', (reason, promise) => log.push(['unhandled', (reason as Error).message, promise === rejected]));
process.on('rejectionHandled', (promise) => log.push(['handled', promise === rejected]));
process.on('uncaughtExceptionMonitor', (error, origin) => log.push(['monitor', error.message, origin]));
process.on('uncaughtException', (error, origin) => log.push(['uncaught', error.message, origin, error.stack!.split('\n')[1]!.replace(/\(?file:.*\//, '')]));
const rejected = Promise.reject(new Error('first'));
const print = () => {
  for (const entry of log) console.log(entry);
  console.log(process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection'), process.eventNames().map(String));
};
const fail = () => {
  const local = 'in timer';
  setTimeout(print, 60);
  throw new Error(local);
};
// One after the other begins the next: a slow run has the same order.
setImmediate(() => {
  setTimeout(() => {
    rejected.catch((error) => log.push(['caught late', error.message]));
    setTimeout(fail, 60);
  }, 60);
  process.nextTick(() => { throw new Error('in nextTick'); });
});
queueMicrotask(() => { throw new Error('in microtask'); });
