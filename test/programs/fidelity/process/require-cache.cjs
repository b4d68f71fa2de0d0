// require.cache, module.children, require.main, module.parent, paths: the module graph holds only the program's modules.
const path = require('node:path');
const base = (file) => path.basename(file);
console.log(require.main === module, module.id, base(module.filename), module.loaded, module.children.length, module.parent, module.paths.length > 0);
const first = require('./lib/counter.cjs');
console.log(first.next(), module.children.map((child) => base(child.id)), Object.keys(require.cache).map(base));
const again = require('./lib/counter.cjs');
console.log(again === first, again.next());
const key = require.resolve('./lib/counter.cjs');
const cached = require.cache[key];
console.log(cached.exports === first, cached.loaded, cached.parent === module, base(cached.children[0]?.id ?? 'none'), first.seenMain, first.parentFile);
delete require.cache[key];
const fresh = require('./lib/counter.cjs');
console.log(fresh === first, fresh.next(), first.next(), module.children.length);
require.cache[key].exports = { replaced: true };
console.log(require('./lib/counter.cjs'));
require.cache.fake = { id: 'fake', exports: 'fake exports', loaded: true };
console.log('fake' in require.cache, delete require.cache.fake);
try {
  require('./lib/missing.cjs');
} catch (error) {
  console.log(error.code, error.message.split('\n')[0].replace(/'.*\//, "'"), error.requireStack.map(base));
}
try {
  require('./lib/throws.cjs');
} catch (error) {
  console.log(error.message, error.stack.split('\n')[1].replace(/\(.*\//, '('), Object.keys(require.cache).map(base));
}
console.log(require('./lib/data.json'), Object.keys(require('module')._extensions), Object.keys(require).sort(), require.extensions === require('module')._extensions);
console.log(typeof require('module')._load, require('module')._load.length, require('module').prototype.require.length, require('module').prototype._compile.length, module.constructor === require('module'));
