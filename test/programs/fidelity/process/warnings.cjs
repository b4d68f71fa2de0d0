// process.emitWarning, deprecations and the 'warning' event: texts, codes, once per code; no warning of the recorder.
const { deprecate } = require('node:util');
process.on('warning', (warning) => console.log(warning.name, warning.message, warning.code, warning.stack.split('\n').length > 1));
const old = deprecate(function oldApi(n) { return n * 2; }, 'oldApi() is old', 'DEP_CORPUS');
const results = [old(1), old(2), old.name, old.length];
console.log(results);
process.emitWarning('plain warning');
process.emitWarning('with options', { type: 'CustomWarning', code: 'W1', detail: 'more about it' });
process.emitWarning(new RangeError('an error as a warning'));
const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
for (let i = 0; i < 12; i++) emitter.on('crowded', () => i);
console.log(emitter.listenerCount('crowded'), emitter.emit('crowded'));
setTimeout(() => console.log('end'), 5);
