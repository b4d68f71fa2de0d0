// Handlers of the program itself: uncaughtException and unhandledRejection are handled, then a clean end.
process.on('uncaughtException', (error: Error, origin: string) => console.log('handled', error.message, origin));
process.on('unhandledRejection', (reason: unknown) => console.log('rejected', String(reason)));
process.on('rejectionHandled', () => console.log('handled later'));
process.on('warning', (w: Error) => console.log('warning', w.message));
process.on('beforeExit', (code: number) => console.log('before exit', code));
const p = Promise.reject(new Error('late'));
setTimeout(() => p.catch(() => console.log('caught late')), 500);
setTimeout(() => process.emitWarning('careful'), 900);
setImmediate(() => {
  setTimeout(() => { throw new Error('from timer'); }, 30);
  (null as any).x;
});
