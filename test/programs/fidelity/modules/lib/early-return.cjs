exports.before = 1;
if (exports.before) return;
exports.never = 2;
