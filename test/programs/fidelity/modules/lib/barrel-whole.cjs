module.exports = require('./kinds.cjs');
