// Names of anonymous functions and classes: every form in which the language gives one, and those in which it does not.
const names: Record<string, unknown> = {};
const a = () => {}, b = function () {}, c = class {}, d = async () => {}, e = function* () {}, f = (() => {}), g = (0, () => {}), h = true ? () => {} : null;
let i: any; i = () => {};
let j: any; (j as any) = function () {};
let k: any; k ??= () => {};
let l: any = 0; l ||= class {};
let m: any = 1; m &&= () => {};
const o: any = { p: () => {}, q: function () {}, r: class {}, s() {}, get t() { return 1; }, ['u' + 1]: () => {}, [Symbol('v')]: () => {}, 'w x': () => {}, 1: () => {}, __proto__: () => {} };
o.assigned = () => {};
o['bracket'] = function () {};
const [fromArray = () => {}] = [] as any[];
const { fromObject = () => {}, n: renamed = class {} } = {} as any;
function defaults(par = () => {}, { inner = function () {} } = {} as any) { return [par, inner]; }
class K { field = () => {}; static stat = () => {}; #priv = () => {}; priv() { return this.#priv; } ['comp' + 1] = () => {}; static { names.inBlock = () => {}; } static #sp = class {}; static sp() { return K.#sp; } method() {} static accessor = function () {}; }
class WithName { static name = 'own name'; }
class WithMethod { static name() { return 1; } }
const hasName = class { static name = 'static'; };
const instance: any = new K();
const list: any[] = [a, b, c, d, e, f, g, h, i, j, k, l, m, o.p, o.q, o.r, o.s, o.u1, o['w x'], o[1], Object.getPrototypeOf(o), o.assigned, o.bracket, fromArray, fromObject, renamed,
  ...defaults(), instance.field, K.stat, instance.priv(), instance.comp1, names.inBlock, K.sp(), instance.method, K.accessor, WithName, WithMethod, hasName, () => {}, function () {}, class {}, [() => {}][0], (() => () => {})(),
  a.bind(null), Object.getOwnPropertyDescriptor(o, 't')!.get, o[Object.getOwnPropertySymbols(o)[0]!], new Function(), Promise.resolve().then.bind(1)];
for (const [index, fn] of list.entries()) console.log(index, JSON.stringify(fn.name), fn.length, Object.getOwnPropertyNames(fn).join());
export default () => {};
import * as own from "./name-inference.mts";
console.log((own as any).default.name, (await import('./lib/default-class.mts')).default.name);
for (const loop = () => {}; ; ) { console.log(loop.name); break; }
for (const { x = () => {} } of [{} as any]) console.log(x.name);
switch (1) { default: const inSwitch = () => {}; console.log(inSwitch.name); }
try { throw {}; } catch ({ caught = () => {} }: any) { console.log(caught.name); }
