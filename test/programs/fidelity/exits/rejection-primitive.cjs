// An unhandled rejection with no error: ERR_UNHANDLED_REJECTION quoting the reason.
const reason = { why: 'not an error', depth: { a: [1, { b: 2 }] } };
process.on('exit', (code) => console.log('exit', code));
Promise.reject(reason);
const late = Promise.reject(new Error('handled late'));
setTimeout(() => late.catch((error) => console.log('never', error)), 10);
