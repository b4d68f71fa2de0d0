// Error.prepareStackTrace sees call sites of the user's source: functions, lines, columns, types, `this`, eval origins.
const describe = (site) => [
  site.getFunctionName(), site.getTypeName(), site.getMethodName(), site.getLineNumber(), site.getColumnNumber(),
  site.isConstructor(), site.isNative(), site.isToplevel(), site.isEval(), site.isAsync(), site.getFileName()?.split('/').pop(),
  site.getEvalOrigin()?.replace(/\/.*\//, ''), site.toString().replace(/\(.*\//, '('), typeof site.getThis(), typeof site.getFunction(),
  site.getPromiseIndex(), site.getScriptNameOrSourceURL()?.split('/').pop(), site.getPosition() > 0, site.getEnclosingLineNumber?.(),
].join(' ');
Error.prepareStackTrace = (error, sites) => ({ error, list: sites.slice(0, 3).map(describe) });
function plain() { return new Error('plain').stack; }
class Box {
  constructor() { this.made = new Error('made').stack; }
  method() { return new Error('method').stack; }
  static stat() { return new Error('static').stack; }
  get value() { return new Error('getter').stack; }
}
const object = { method() { return new Error('m').stack; }, arrow: () => new Error('arrow').stack };
const results = [plain(), new Box().made, new Box().method(), Box.stat(), new Box().value, object.method(), object.arrow(),
  [1].map(() => new Error('callback').stack)[0], eval('new Error("eval").stack'), new Function('return new Error("new Function").stack')(),
  (() => { const o = {}; Error.captureStackTrace(o); return o.stack; })(),
  (function hidden() { const o = {}; Error.captureStackTrace(o, hidden); return o.stack; })()];
for (const { error, list } of results) console.log(error.message, list);
Error.prepareStackTrace = (error, sites) => `custom ${error} ${sites.length > 0}`;
const custom = new TypeError('t');
console.log(custom.stack, Object.getOwnPropertyDescriptor(custom, 'stack') !== undefined);
Error.prepareStackTrace = () => { throw new Error('inside prepare'); };
try { new Error('x').stack; } catch (error) { console.log('threw', Object.keys(error)); }
Error.prepareStackTrace = undefined;
console.log(new Error('default').stack.split('\n').slice(0, 2).map((line) => line.replace(/\(.*\//, '(')));
delete Error.prepareStackTrace;
console.log('prepareStackTrace' in Error);
