// Errors printed by Node with causes, AggregateError, extra properties, own inspect, Symbol keys.
class Detailed extends Error {
  constructor(message, detail, options) {
    super(message, options);
    this.detail = detail;
    this[Symbol('tag')] = 'symbol property';
  }
  get computed() { return 'getter on the prototype is not printed'; }
}
function make() {
  const cause = new TypeError('root cause');
  cause.code = 'E_ROOT';
  const middle = new AggregateError([new Error('one'), 'two', cause], 'several');
  return new Detailed('top', { nested: { deep: { deeper: { deepest: 1 } } }, list: [1, 2] }, { cause: middle });
}
const error = make();
error.self = error;
console.error(error);
console.log(String(error), Object.keys(error));
throw error;
