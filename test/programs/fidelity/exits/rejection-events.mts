// unhandledRejection, rejectionHandled, uncaughtException, uncaughtExceptionMonitor, multipleResolves: order and arguments.
const log: unknown[] = [];
process.on('unhandledRejection', (reason, promise) => log.push(['unhandled', (reason as Error).message, promise === rejected]));
process.on('rejectionHandled', (promise) => log.push(['handled', promise === rejected]));
process.on('uncaughtExceptionMonitor', (error, origin) => log.push(['monitor', error.message, origin]));
process.on('uncaughtException', (error, origin) => log.push(['uncaught', error.message, origin, error.stack!.split('\n')[1]!.replace(/\(?file:.*\//, '')]));
const rejected = Promise.reject(new Error('first'));
setTimeout(() => {
  rejected.catch((error) => log.push(['caught late', error.message]));
}, 60);
setTimeout(() => {
  const local = 'in timer';
  throw new Error(local);
}, 120);
setImmediate(() => process.nextTick(() => { throw new Error('in nextTick'); }));
queueMicrotask(() => { throw new Error('in microtask'); });
setTimeout(() => {
  for (const entry of log) console.log(entry);
  console.log(process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection'), process.eventNames().map(String));
}, 240);
