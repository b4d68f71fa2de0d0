// Node replaces process.chdir when the program loads worker_threads, not before; workers see a change of the directory.
console.log(process.chdir.name, process.chdir.length);
const { Worker } = require('worker_threads');
console.log(process.chdir.name, Object.keys(process).includes('chdir'), String(process.chdir).slice(0, 30));
const w = new Worker('const { parentPort } = require("worker_threads"); parentPort.on("message", (go) => { if (go) parentPort.postMessage(process.cwd()); else parentPort.close(); }); parentPort.postMessage(process.cwd());', { eval: true });
let n = 0; w.on('message', (m) => { console.log(m); if (n++ === 0) { process.chdir('/'); w.postMessage(true); } else w.postMessage(false); });
