const main = require('../commonjs-wrapper.cjs');
exports.mainAtLoad = main;
exports.seen = Object.keys(main);
exports.read = () => {
  const now = Object.keys(main);
  return now;
};
