// Variables of a module: not on globalThis, `this` is undefined, hoisted functions, exports changed by functions.
export let counter = 0;
export const settings = { mode: 'start' };
var hoistedVar = typeof later;
function later() {
  counter++;
  settings.mode = `mode ${counter}`;
  return counter;
}
const results = [later(), later()];
let shadow = 'module';
{
  let shadow = 'block';
  var fromBlock = shadow;
  shadow += '!';
  results.push(shadow.length);
}
const self: any = this;
console.log(results, counter, settings, hoistedVar, fromBlock, shadow, self, (globalThis as any).counter, 'hoistedVar' in globalThis);
const { mode, ...none } = settings;
export { mode as renamed, none };
export function reset() {
  const old = counter;
  counter = 0;
  return old;
}
const old = reset();
console.log(old, counter, mode, none);
export default class Settings { static current = settings; }
console.log(Settings.current === settings, delete (settings as any).mode, settings);
