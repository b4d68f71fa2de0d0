// A require of a module that does not exist, uncaught: code, requireStack and place.
const steps = ['before'];
console.log(steps);
const missing = require('./lib/not-there.cjs');
console.log('never', missing);
