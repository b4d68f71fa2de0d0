module.exports = function doubled(n) {
  const result = n * 2;
  return result;
};
module.exports.extra = { attached: true };
