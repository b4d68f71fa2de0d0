// Ids of threads, in both threads and in messages between them.
import wt, { Worker, isMainThread, threadId, parentPort } from 'node:worker_threads';
if (isMainThread) {
  process.on('workerMessage', (v, source) => { console.log('main got', v, source); if (v === 'bye') process.exit(0); });
  const ws = [];
  const got = [];
  const start = () => {
    const w = new Worker(new URL(import.meta.url));
    ws.push(w);
    w.on('message', (m) => {
      got.push(m);
      if (got.length < 3) return start();
      console.log(got, ws.map((w) => w.threadId));
      wt.postMessageToThread(3, 'hello');
    });
  };
  start();
  console.log(ws.map((w) => w.threadId), Object.getOwnPropertyDescriptor(Worker.prototype, 'threadId').get.toString(), wt.postMessageToThread.name);
} else {
  process.on('workerMessage', (v, s) => { console.log(threadId, 'got', v, s); wt.postMessageToThread(0, 'bye'); });
  parentPort.postMessage([threadId, wt.threadId]);
  setInterval(() => {}, 1000);
}
