exports.named = 'named';
exports.object = { n: 1 };
exports.increment = () => ++exports.object.n;
Object.defineProperty(exports, 'hidden', { value: 1 });
