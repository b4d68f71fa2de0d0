// Ends by a rejection that nobody handles.
process.on('exit', (code) => console.log('exit', code));
async function later(ms: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  throw new TypeError('nobody waits for me');
}
later(1);
setTimeout(() => console.log('never'), 1000);
console.log('started');
