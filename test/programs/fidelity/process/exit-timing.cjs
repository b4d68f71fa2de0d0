// The process ends as soon as its own work ends: nothing of the recorder keeps it alive, unref'ed handles do not either.
const idle = setInterval(() => console.log('never'), 60_000);
idle.unref();
const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => {
  console.log('message', data);
  port1.unref();
};
port2.postMessage({ sent: [1, 2] });
const order = [];
setTimeout(() => order.push('timer'), 1);
setImmediate(() => order.push('immediate'));
process.nextTick(() => order.push('tick'));
process.on('beforeExit', () => order.push('beforeExit'));
process.on('exit', () => {
  console.log(order.length, order[0], order.at(-1), performance.now() < 10_000);
});
