/**
 * How properties are tried (fast-check): with the same inputs in every run, so that a failure is the change's and can be repeated;
 * `npm run fuzz:properties` takes inputs that are new each time, and twenty times as many.
 */
import fc from 'fast-check';

const isFuzzing = process.env.MODE === 'fuzz';
const USUAL_RUNS = 100;

/** How many inputs a property is tried with that usually takes `usual`. */
export const runs = (usual: number): number => (isFuzzing ? usual * 20 : usual);

fc.configureGlobal(isFuzzing ? { numRuns: runs(USUAL_RUNS) } : { seed: 4 });
