// What a package's program prints: one numbered line per check, its value or the error it threw, inspected.
import { inspect } from 'node:util';

let count = 0;
const shown = (value) => inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 50, sorted: false });

/** Prints what the function returns or throws. */
export function check(label, compute) {
  let line;
  try {
    line = shown(compute());
  } catch (error) {
    line = `threw ${error.name}: ${error.message}`;
  }
  console.log(`${++count} ${label}: ${line}`);
}

/** The same for a promise. */
export async function checkAsync(label, compute) {
  let line;
  try {
    line = shown(await compute());
  } catch (error) {
    line = `rejected ${error.name}: ${error.message}`;
  }
  console.log(`${++count} ${label}: ${line}`);
}

/** Pseudo-random numbers below a limit, the same in every run. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
