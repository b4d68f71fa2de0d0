// An uncaught error in CommonJS: the code frame, the stack with Node's own frames, exit code 1.
const { readFileSync } = require('node:fs');
process.on('exit', (code) => console.log('exit', code, process.exitCode));
function load(path) {
  const text = readFileSync(path, 'utf8');
  return text;
}
function start(paths) {
  for (const path of paths) {
    const size = load(path).length;
    console.log(size > 10);
  }
}
start([__filename, '/does/not/exist']);
