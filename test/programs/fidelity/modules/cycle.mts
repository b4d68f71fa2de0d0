// A cycle of ES modules: functions are hoisted, constants are in their dead zone until their module has run.
import { early, fromA, log } from './lib/cycle-a.mts';
import { fromB } from './lib/cycle-b.mts';
const order = [...log];
console.log(order);
const results = [fromA(), fromB(), early];
console.log(results);
const again = await import('./lib/cycle-a.mts');
console.log(again.fromA === fromA, Object.keys(again));
