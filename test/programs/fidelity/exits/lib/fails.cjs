const table = new Map([['known', 1]]);
function lookup(key) {
  const value = table.get(key);
  return value.toFixed(2);
}
exports.known = lookup('known');
exports.unknown = lookup('unknown');
