// Errors out of timers, events, streams and generators with no handler: stack, exit code, pending work is dropped.
import { EventEmitter } from 'node:events';
const emitter = new EventEmitter();
emitter.on('data', function handler(value: { n: number }) {
  const doubled = value.n * 2;
  if (doubled > 5) throw new RangeError(`too big: ${doubled}`);
  console.log('handled', doubled);
});
process.on('exit', (code) => console.log('exit', code));
setTimeout(function first() {
  emitter.emit('data', { n: 1 });
  Promise.resolve().then(() => console.log('microtask after the first'));
  emitter.emit('data', { n: 3 });
  console.log('never');
}, 1);
setTimeout(() => console.log('never: later timer'), 20);
