// An import that does not exist: a link error with Node's own text, nothing of the program runs.
import { present, absent } from './lib/exports.mts';
console.log('never', present, absent);
