// An error whose message the program has made an accessor: it is shown as one, and never run.
let runs = 0;
const error = new Error('plain');
const before = error.message;
Object.defineProperty(error, 'message', { get: () => `read ${++runs} times`, configurable: true });
const list = [error];
Object.defineProperty(error, 'message', { value: 'plain again' });
const after = list[0].message;
console.log(before, after, runs);
