// Errors of Node's own API: `[code]` in the header of the stack, properties, system errors, hidden internal frames.
const { readFileSync, promises } = require('node:fs');
function tried(action) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [header, top] = error.stack.split('\n    at ');
    console.log(header.split('\n')[0], '|', top.replace(/\(\/.*\//, '('), '|', error.name, error.code, Object.keys(error).join(), String(error).split('\n')[0]);
  }
}
tried(() => Buffer.alloc(1).readInt8(66));
tried(() => readFileSync('/does/not/exist'));
tried(() => readFileSync(__filename, { encoding: 'nope' }));
tried(() => new URL('not a url'));
tried(() => require('./missing.cjs'));
tried(() => require(''));
tried(() => require(5));
tried(() => new (require('node:events'))().emit('error', new Error('emitted')));
tried(() => new (require('node:events'))().emit('error', { not: 'an error' }));
tried(() => process.chdir('/does/not/exist'));
tried(() => process.kill('pid'));
tried(() => setTimeout('text'));
tried(() => queueMicrotask(1));
tried(() => require('node:assert').strictEqual(1, 2));
tried(() => require('node:assert')(false, 'own message'));
tried(() => require('node:assert').deepStrictEqual({ a: [1, 2] }, { a: [1, 3] }));
tried(() => structuredClone(Symbol()));
tried(() => atob('*'));
tried(() => new AbortController().signal.throwIfAborted());
tried(() => AbortSignal.abort().throwIfAborted());
tried(() => AbortSignal.abort(new TypeError('own reason')).throwIfAborted());
tried(() => require('node:util').promisify(1));
tried(() => new TextDecoder('nope'));
tried(() => performance.measure('x', 'no such mark'));
tried(() => require('node:path').join(1));
tried(() => require('node:crypto').createHash('nope'));
tried(() => require('node:zlib').gunzipSync(Buffer.from('text')));
tried(() => JSON.parse('[1,'));
promises.readFile('/does/not/exist').catch((error) => console.log(error.stack.split('\n').slice(0, 2), error.syscall));
import('./missing.mjs').catch((error) => console.log(error.code, error.message.replace(/'\/.*?fidelity/g, "'")));
