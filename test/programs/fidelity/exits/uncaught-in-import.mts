// Uncaught while an imported module runs: the importer does not start.
import { known } from './lib/fails.mts';
console.log('never', known);
