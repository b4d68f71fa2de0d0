// Every form of export: names, defaults, expressions, classes, destructuring, string names; hoisting of exported functions.
import def, * as all from './lib/forms.mts';
import { a, destructured, fn, Klass, renamed, 'string name' as stringName, generator, rest } from './lib/forms.mts';
console.log(Object.keys(all), def, def === all.default);
console.log(a, destructured, fn(1), new Klass().who(), renamed, stringName, [...generator()], rest);
const { hoisted } = all;
console.log(hoisted, all.calls());
console.log((await import('./lib/anonymous.mts')).default.name, (await import('./lib/expression.mts')).default);
export { a as reexported, def as default };
export * from './lib/forms.mts';
export const own = 'own';
const self = await import('./lib/self.mts');
console.log(self.seen);
