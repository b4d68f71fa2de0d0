// What keeps the loop alive: active handles, requests and resources are the program's own.
const names = (list) => list.map((handle) => handle.constructor.name).sort();
console.log(process.getActiveResourcesInfo(), names(process._getActiveHandles()), names(process._getActiveRequests()));
// Ended when the file is read: a timer of some time may come first on a busy machine.
const timer = setTimeout(() => console.log('never'), 60_000);
const unref = setInterval(() => {}, 1000).unref();
const immediate = setImmediate(() => {
  console.log('immediate', process.getActiveResourcesInfo());
});
console.log(process.getActiveResourcesInfo(), timer.hasRef(), unref.hasRef(), immediate.hasRef());
const { createServer } = require('node:net');
const server = createServer(() => {});
server.listen(0, '127.0.0.1', () => {
  console.log(process.getActiveResourcesInfo().sort(), names(process._getActiveHandles()));
  server.getConnections((error, count) => console.log('connections', error, count));
  server.close(() => console.log('closed', names(process._getActiveHandles())));
});
require('node:fs').readFile(__filename, 'utf8', (error, text) => {
  const lines = text.split('\n').length;
  console.log('read', error, lines, process.getActiveResourcesInfo().filter((name) => name !== 'TCPServerWrap').sort());
  clearTimeout(timer);
  setTimeout(() => console.log('timer'), 300);
});
process.on('exit', () => console.log('exit', names(process._getActiveHandles()), process.getActiveResourcesInfo()));
