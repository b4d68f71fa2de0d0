// worker_threads: ids count from 1 for the program's own workers; data, messages, errors, exit codes, shared memory.
import { isMainThread, parentPort, SHARE_ENV, threadId, Worker, workerData } from 'node:worker_threads';
if (isMainThread) {
  console.log('main', threadId, process.getActiveResourcesInfo());
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const run = (data: any) => new Promise<void>((resolve) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: data, argv: ['extra'], env: SHARE_ENV });
    console.log('started', worker.threadId);
    worker.on('message', (message) => console.log('message', message));
    worker.on('error', (error) => console.log('error', error.name, error.message, error.stack!.split('\n')[1]!.replace(/\(?file:.*\//, '')));
    worker.on('exit', function (this: Worker, code) {
      console.log('exit', code, this.threadId);
      resolve();
    });
  });
  await run({ mode: 'sum', list: [1, 2, 3], shared });
  await run({ mode: 'throw' });
  await run({ mode: 'exit' });
  console.log(Atomics.load(shared, 0));
} else {
  const { mode, list = [], shared } = workerData;
  const local = { mode, id: threadId };
  if (mode === 'sum') {
    let total = 0;
    for (const n of list) total += n;
    Atomics.add(shared, 0, total);
    parentPort!.postMessage({ local, total, argv: process.argv.slice(2), execArgv: process.execArgv });
  } else if (mode === 'throw') {
    throw new RangeError('thrown in the worker');
  } else {
    process.exit(5);
  }
}
