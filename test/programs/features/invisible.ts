// Anything that a recorder might touch prints: getters, traps, toString, iterators, property lists, function texts, names, lengths.
const trap = (name: string): any => new Proxy(function target() {}, new Proxy({}, {
  get: (_, key) => (...args: any[]) => {
    console.log(`trap ${name}.${String(key)}`);
    return (Reflect as any)[key](...args);
  },
}));
const shouting = {
  get loud() { console.log('getter called'); return 1; },
  set loud(value) { console.log('setter called', value); },
  toString() { console.log('toString called'); return 's'; },
  valueOf() { console.log('valueOf called'); return 7; },
  toJSON() { console.log('toJSON called'); return {}; },
  get [Symbol.toStringTag]() { console.log('toStringTag called'); return 'T'; },
  *[Symbol.iterator]() { console.log('iterated'); yield 1; },
  get then() { console.log('then looked up'); return undefined; },
  get constructor() { console.log('constructor looked up'); return Object; },
  [Symbol.for('nodejs.util.inspect.custom')]() { console.log('inspected'); return 'I'; },
};
function pass(value: any) {
  const copy = value;
  const list = [copy, { copy }];
  const holder: any = { copy };
  holder.again = list[0];
  holder['k' + 1] = value;
  return holder.again;
}
const quiet = trap('quiet');
const held = pass(quiet) === quiet && pass(shouting) === shouting;
console.log('held', held);
class Getters {
  static get side() { console.log('static getter'); return 1; }
  get own() { console.log('proto getter'); return 2; }
  #p = 1;
  get #hidden() { console.log('private getter'); return this.#p; }
  read() { return this.#hidden; }
}
const getters = pass(new Getters()) as Getters;
pass(Getters);
console.log('reading', getters.read());
shouting.loud = 5;
console.log('count', Object.keys(pass({ a: 1, b: 2 })), Reflect.ownKeys(getters), Reflect.ownKeys(pass(() => 1)), Object.getOwnPropertyNames(pass));
const plain = pass({ x: 1 });
console.log(JSON.stringify(Object.getOwnPropertyDescriptors(plain)), Object.getOwnPropertySymbols(plain));
for (const key in plain) console.log('key', key);
console.log(Object.isExtensible(pass(Object.preventExtensions({ n: 1 }))), Object.isFrozen(pass(Object.freeze([1]))));

function documented(a: number, b = 2, ...rest: number[]) { /* kept */ return a + b + rest.length; }
const arrow = async (x: number) => { await x; return () => x; };
class Text { m(a: number) { return `${a}`; } static s() { return 1; } get g() { return 1; } async *ag() { yield 1; } #p() {} usep() { this.#p(); } }
for (const f of [documented, arrow, Text.prototype.m, Text.s, Text.prototype.ag, pass, quiet.constructor, (a: number, b: number) => a]) {
  console.log(f.name, f.length, Function.prototype.toString.call(f).length > 0);
}
console.log(documented.toString());
console.log(String(arrow));
console.log(Text.toString());
console.log(Text.prototype.m.toString(), Object.getOwnPropertyDescriptor(Text.prototype, 'g')!.get!.toString());
console.log((function () { return this; } as any).call(undefined), (() => typeof this)());
console.log(Object.getOwnPropertyNames(globalThis).filter((name) => /es_|elixir|scope/i.test(name)), Object.getOwnPropertySymbols(globalThis).filter((s) => globalThis.propertyIsEnumerable(s)).map(String));
console.log(Object.keys(globalThis).join(' '));
console.log(Object.keys(process.env).filter((name) => /elixir/i.test(name)), process.execArgv.filter((a) => /elixir/i.test(a)), process.argv.length, process.argv0);
console.log(process.listenerCount('exit'), process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection'), process.listenerCount('SIGINT'), process.listenerCount('SIGTERM'));
console.log(process.stdout.write.name, console.log.name, process.exit.name, process.exit.length, setTimeout.name, Promise.prototype.then.name);
console.log(import.meta.filename === process.argv[1], import.meta.url.endsWith('invisible.ts'), import.meta.main, Object.keys(import.meta).sort());
console.log(new Error('place').stack!.split('\n')[1]!.replace(/^.*features/, ''));
try {
  (null as any).property;
} catch (error: any) {
  console.log(error.message, error.stack.split('\n')[1].replace(/^.*features/, ''));
}
Error.prepareStackTrace = (_, sites) => sites.map((s) => `${s.getFunctionName()} ${s.getLineNumber()}:${s.getColumnNumber()}`);
function named() { return new Error().stack as unknown as string[]; }
console.log(named()[0], [1].map(() => (new Error().stack as any)[0]));
Error.prepareStackTrace = undefined;
const strings = ((s: TemplateStringsArray) => s)`a${1}b\n`;
console.log(strings, strings.raw, Object.isFrozen(strings));
