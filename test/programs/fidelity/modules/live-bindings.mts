// Imports are live bindings: the importer sees each write of the exporter, also through re-exports, namespaces and renames.
import { bump, count as renamed, list, object, setLate, late } from './lib/live.mts';
import * as space from './lib/live.mts';
import { count as again, forwarded } from './lib/reexport.mts';
import initial, { current } from './lib/defaults.mts';
const before = [renamed, space.count, again];
bump();
const after = [renamed, space.count, again];
bump(10);
const later = { renamed, again, fromSpace: space.count };
console.log(before, after, later);
list.push('pushed by importer');
object.nested.changed = true;
console.log(list, object, space.list === list, forwarded === object);
const unset = late;
setLate({ value: 'set late' });
console.log(unset, late, typeof space.late);
console.log(initial, current(), (() => initial)());
try {
  // @ts-expect-error: an import cannot be assigned
  space.count = 5;
} catch (error) {
  console.log((error as Error).message);
}
console.log(Object.keys(space), Object.getOwnPropertyDescriptor(space, 'count'), Object.prototype.toString.call(space), Object.isSealed(space), space[Symbol.toStringTag as never]);
for (let i = 0; i < 2; i++) {
  const seen = renamed;
  bump();
  console.log(seen, renamed - seen);
}
const picked = (({ count, bump: f }) => [count, typeof f])(space);
console.log(picked, 'count' in space, Reflect.ownKeys(space).length, delete (space as any).missing);
