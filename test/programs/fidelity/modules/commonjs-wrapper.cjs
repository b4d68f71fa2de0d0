// The CommonJS wrapper: five parameters, `this`, early return, exports aliasing, delayed and circular requires.
console.log(arguments.length, arguments[0] === exports, arguments[1] === require, arguments[2] === module, arguments[3] === __filename, arguments[4] === __dirname);
console.log(this === exports, module.exports === exports, typeof arguments.callee, arguments.callee.length, require.length, require.name);
exports.partial = 'set before the cycle';
const circular = require('./lib/circular.cjs');
console.log(circular, circular.mainAtLoad === exports);
exports = { detached: true };
module.exports.later = 'through module.exports';
console.log(module.exports, exports, circular.read());
const early = require('./lib/early-return.cjs');
console.log(early, Object.keys(require.cache).length, module.children.length);
const replaced = require('./lib/replaced.cjs');
console.log(replaced(2), replaced.extra, replaced.name);
var require_ = require, hoisted = typeof declaredBelow;
function declaredBelow() { return require_('node:path').basename(__filename); }
console.log(hoisted, declaredBelow(), require('node:module').isBuiltin('fs'), require('fs') === require('node:fs'));
var exported = module.exports = class Exported { static file = __filename.length > 0; };
console.log(module.exports === exported, Exported_());
function Exported_() { return new exported().constructor.name; }
console.log(require.resolve.paths('x').length > 0, module.path === __dirname, module.filename === __filename, module.isPreloading, module.constructor.name);
if (module.children.length) return console.log('early return of the main module');
console.log('never');
