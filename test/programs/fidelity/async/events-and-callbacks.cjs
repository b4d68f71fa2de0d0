// Callbacks that Node calls: event emitters, timers with arguments, streams, fs callbacks; `this`, order and arguments.
const { EventEmitter, once } = require('node:events');
const { Readable, Transform, pipeline } = require('node:stream');
const { readFile } = require('node:fs');
const emitter = new EventEmitter();
const log = [];
emitter.on('data', function (value, ...rest) {
  const self = this === emitter;
  log.push(['on', self, value, rest]);
});
emitter.once('data', (value) => log.push(['once', value]));
emitter.prependListener('data', () => log.push(['first']));
const returned = [emitter.emit('data', { n: 1 }, 2), emitter.emit('data'), emitter.emit('nothing')];
console.log(returned, log.splice(0), emitter.listenerCount('data'), emitter.rawListeners('data').length);
setTimeout(function (a, b) {
  const kind = this.constructor.name;
  console.log('timer', kind, a, b);
}, 1, 'arg', { b: 1 });
const interval = setInterval((state) => {
  state.count++;
  if (state.count === 3) {
    clearInterval(interval);
    console.log('interval', state);
    emitter.emit('later', 'one', 'two');
  }
}, 1, { count: 0 });
const immediate = setImmediate(() => console.log('cancelled immediate never runs'));
clearImmediate(immediate);
process.nextTick((...args) => console.log('tick', args), 1, 2);
const upper = new Transform({
  objectMode: true,
  transform(chunk, encoding, callback) {
    const text = String(chunk).toUpperCase();
    callback(null, text);
  },
  flush(callback) { this.push('END'); callback(); },
});
const collected = [];
upper.on('data', (chunk) => collected.push(chunk));
pipeline(Readable.from(['a', 'b']), upper, (error) => {
  console.log('pipeline', error, collected);
});
(async () => {
  const [one, two] = await once(emitter, 'later');
  console.log(one, two);
  try {
    setTimeout(() => emitter.emit('error', new Error('emitted')), 1);
    await once(emitter, 'never');
  } catch (error) {
    console.log(error.message);
  }
  readFile(__filename, { encoding: 'utf8' }, (failure, text) => {
    const first = text.split('\n', 1)[0].length;
    console.log('read', failure, first > 20);
  });
})();
