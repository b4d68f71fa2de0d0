exports.f = function f() { return 1; }; exports.n = exports.f();
exports.info = () => [module.id.split('/').pop(), module.loaded, module.parent === undefined, require.main === undefined, module.children.length, __filename.split('/').pop(), require.cache[__filename] === module];
