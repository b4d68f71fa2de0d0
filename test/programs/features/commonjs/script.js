var x = require('./typed.ts').result;
console.log(x, this === exports, require('node:os').EOL === '\n', __dirname.endsWith('commonjs'));
(async () => {
  const { default: Counter, increment } = await import('../lib/counter.mts');
  new Counter();
  console.log(increment(), Counter.made);
})();
process.on('exit', (code) => console.log('exit handler', code));
