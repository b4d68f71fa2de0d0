// export *: conflicts are dropped, own names win, namespaces re-exported, default is not; namespace key order and missing names.
import * as star from './lib/star.mts';
import { fromOne, shared, own } from './lib/star.mts';
const keys = Object.keys(star);
console.log(keys, fromOne, own, shared, 'conflict' in star, (star as any).conflict, 'default' in star);
star.nested.bump();
const after = [star.nested.count, star.count];
console.log(after, star.nested === (await import('./lib/star-one.mts')), Object.prototype.toString.call(star.nested));
const descriptor = Object.getOwnPropertyDescriptor(star, 'own')!;
for (const attempt of [() => { (star as any).own = 1; }, () => delete (star as any).own, () => Object.defineProperty(star, 'x', { value: 1 }), () => Object.setPrototypeOf(star, {}), () => Object.freeze(star)]) {
  try {
    attempt();
    console.log('no error');
  } catch (error) {
    console.log((error as Error).message.split('\n')[0]);
  }
}
const { count, ...others } = star;
star.nested.bump();
console.log(descriptor, count, star.count, Object.keys(others).length, Reflect.has(star, Symbol.toStringTag), JSON.stringify(star).length > 10);
