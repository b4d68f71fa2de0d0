// TypeScript's parser takes it, V8 does not: nothing of the program runs.
console.log('never runs');
const x;
