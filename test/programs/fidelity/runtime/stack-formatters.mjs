// Stack traces by every formatter, and above an error that vm decorates.
import vm from 'node:vm';
globalThis.boom = () => { throw new Error('in vm'); };
try { vm.runInThisContext('boom()'); } catch (e) { console.log(e.stack); }
try { vm.runInThisContext('  bad syntax here'); } catch (e) { console.log(e.stack); }
Error.prepareStackTrace = (e, t) => t.map(s => `${s.getLineNumber()}:${s.getColumnNumber()} ${s}`).join('\n');
console.log(new Error('own').stack);
Error.prepareStackTrace = undefined;
console.log(new Error('default').stack);
delete Error.prepareStackTrace;
console.log(new Error('deleted').stack);
console.log(process.sourceMapsEnabled, Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace'));
eval('boom()');
