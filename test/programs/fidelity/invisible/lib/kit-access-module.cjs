// Loaded by kit-access.cjs.
const one = 1;
exports.two = one + 1;
