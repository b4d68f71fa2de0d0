// Errors that are looked at while the program formats the stack of another one keep theirs.
const { change } = require('../modules/node_modules/sample-package/change.cjs');
const kept = new Error('made', { cause: { n: 1 } });
change(kept);
const seen = [];
Error.prepareStackTrace = (err, sites) => {
  seen.push(err.message);
  return sites.slice(0, 2).map((site) => { change(kept); return [site.getLineNumber(), site.getFunctionName()]; });
};
console.log(new Error('other').stack.length > 0);
Error.prepareStackTrace = undefined;
console.log(kept.stack.split('\n')[0], kept.stack.split('\n')[1].replace(/.*\//, ''), seen.length);
Error.prepareStackTrace = (err, sites) => typeof new Error('inner').stack + typeof err.stack + sites.length;
console.log(new Error('outer').stack.slice(0, 12));
