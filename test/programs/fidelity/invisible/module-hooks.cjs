// Programs with module hooks of their own: Module._load, _extensions, registerHooks, wrap; they see their files, not ours.
const Module = require('node:module');
const path = require('node:path');
const seen = [];
const originalLoad = Module._load;
Module._load = function (request, parent, isMain) {
  seen.push(`load ${path.basename(request)}`);
  return originalLoad.apply(this, arguments);
};
const originalJs = Module._extensions['.cjs'] ?? Module._extensions['.js'];
Module._extensions['.txt'] = (module, filename) => { module.exports = `text of ${path.basename(filename)}`; };
const first = require('./lib/hooked.cjs');
const text = require('./lib/note.txt');
Module._load = originalLoad;
console.log(first, text, seen, typeof originalJs);
const hooks = Module.registerHooks({
  resolve(specifier, context, next) {
    seen.push(`resolve ${specifier}`);
    if (specifier === 'virtual:one') return { url: 'virtual:one', shortCircuit: true, format: 'commonjs' };
    return next(specifier, context);
  },
  load(url, context, next) {
    seen.push(`load hook ${path.basename(url)}`);
    if (url === 'virtual:one') return { source: 'module.exports = { virtual: 1 };', format: 'commonjs', shortCircuit: true };
    const result = next(url, context);
    if (url.endsWith('rewritten.cjs')) return { ...result, source: String(result.source).replace('ORIGINAL', 'REPLACED') };
    return result;
  },
});
seen.length = 0;
const rewritten = require('./lib/rewritten.cjs');
let virtual;
try { virtual = require('virtual:one'); } catch (error) { virtual = error.code; }
hooks.deregister();
console.log(rewritten, virtual, seen);
const wrapped = Module.wrap('x');
const made = new Module('made');
made._compile('module.exports = { compiled: __filename }', '/virtual/made.cjs');
console.log(wrapped, made.exports, Module.builtinModules.includes('fs'), Module.isBuiltin('node:sea'), Module._extensions['.txt'] !== undefined);
