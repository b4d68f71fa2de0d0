// A top-level await that never settles: exit code 13 and Node's warning with the place.
const waiting = new Promise<number>(() => {});
const before = { state: 'waiting' };
process.on('exit', (code) => console.log('exit', code, before.state));
before.state = 'about to wait';
console.log(before.state);
const value: number = await waiting;
console.log('never', value);
