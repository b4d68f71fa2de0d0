let count = 0;
exports.next = () => ++count;
exports.seenMain = require.main === module;
exports.parentFile = require('node:path').basename(module.parent.filename);
