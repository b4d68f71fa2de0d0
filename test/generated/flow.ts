/** Statements around who runs when: iterators, generators, `finally`, closures, scopes that are changed from elsewhere. */
import type { Builder } from './builder.js';
import { call, condition, FIELDS, list, number, oneOf, record, text as textOf } from './expressions.js';
import { innerExpression, innerNumber, innerStatements } from './inner.js';
import { lines } from './lines.js';
import { statements } from './statements.js';

/** Parts of the grammar by name, each one kind of statement; undefined where it cannot stand. */
export const FLOW: Readonly<Record<string, (b: Builder) => string | undefined>> = {
  aliasing,
  asyncIterators,
  awaitUsing,
  chains,
  closures,
  evalWrites,
  generatorMethods,
  iteratorHelpers,
  iterators,
  nestedFinally,
  parameterScopes,
  patternTargets,
  settling,
  withWrites,
};

/** An iterable of the program's own that says what it is asked for. */
function iteratorText(b: Builder, isAsync = false): string {
  const [at, symbol] = isAsync ? ['async ', 'asyncIterator'] : ['', 'iterator'];
  const flavour = isAsync ? 'async' : 'plain';
  const methods = [
    `${at}next(sent) { ${innerStatements(b, flavour)}return { done: i >= ${b.choose.below(3) + 1}, value: i++ + ${innerNumber(b)} }; }`,
    b.choose.chance(60)
      ? `${at}return(value) { ${innerStatements(b, flavour)}console.log('returned'); return { done: true, value }; }`
      : '',
    b.choose.chance(20) ? `get throw() { console.log('asked for throw'); return undefined; }` : '',
  ];
  return `{ [Symbol.${symbol}]() { let i = 0; ${innerStatements(b)}return { ${methods.filter(Boolean).join(', ')} }; } }`;
}

function iterators(b: Builder): string {
  const name = b.fresh('steps');
  const got = b.fresh('got');
  const use = oneOf(b, [
    () => `const ${got} = [...${name}, ${number(b)}];`,
    () => `const [${got}, ...more${got}] = ${name};`,
    () => `const [${got} = ${number(b)}] = ${name};`,
    () => `const ${got} = [];\nfor (const item of ${name}) { ${got}.push(item); if (${condition(b)}) break; }`,
    () =>
      `const ${got} = [];\ntry { for (${got}[${got}.length] of ${name}) { ${round(b)}throw new Error('out of it'); } } catch (e) { console.log(String(e)); }`,
    () => `const ${got} = Array.from(${name}, (x, i) => x + ${innerNumber(b)});`,
    () => `const ${got} = new Map(Iterator.from(${name}[Symbol.iterator]()).map((x) => [x, ${innerNumber(b)}]));`,
    () => `const ${got} = (function* () { return yield* ${name}; })().next(2);`,
    () => `const ${got} = Math.max(...${name});`,
    () => `const ${got} = new Set(${name});`,
    () =>
      `const ${got} = [];\nouter${name}: for (const one of ${name}) for (const two of ${name}) { ${got}.push(one, two); if (one > 0) continue outer${name}; if (two > 1) break outer${name}; }`,
  ]);
  return lines([`const ${name} = ${iteratorText(b)};`, use, `console.log(${got});`]);
}

function iteratorHelpers(b: Builder): string {
  const name = b.fresh('lazy');
  const source = call(b, 'generator');
  const step = (): string =>
    b.choose.pick([
      `.map((x, i) => { ${innerStatements(b)}return i; })`,
      '.take(2)',
      '.drop(1)',
      `.filter((x) => { ${innerStatements(b)}return x !== 0; })`,
      `.flatMap((x) => [x, ${innerNumber(b)}])`,
    ]);
  return lines([
    `const ${name} = ${source ? source() : `${list(b)}.values()`}${step()}${step()};`,
    oneOf(b, [
      () => `console.log(${name}.toArray());`,
      () => `console.log(${name}.next(), ${name}.return?.(), ${name}.next());`,
      () => `console.log(${name}.some((x) => x > ${innerNumber(b)}));`,
      () => `for (const item of ${name}) { ${round(b)}break; }`,
      () => `console.log(${name}.reduce((sum, x) => { ${innerStatements(b)}return sum + x; }, 0));`,
    ]),
  ]);
}

/** An object's generator methods, resumed by hand, ended in `finally`, delegating. */
function generatorMethods(b: Builder): string {
  const name = b.fresh('gen');
  const inner = `{ try { const sent = yield ${innerNumber(b)}; ${innerStatements(b)}yield sent; } catch (e) { console.log('thrown in', String(e)); yield 'caught'; } finally { ${innerStatements(b)}${b.choose.chance(40) ? `yield 'late';` : ''}${b.choose.chance(20) ? `return 'instead';` : ''} } return ${innerNumber(b)}; }`;
  const asks = [`.next(${number(b)})`, `.return(${number(b)})`, `.throw(new Error('sent'))`, '.next()'];
  const ask = (): string =>
    `try { console.log(run${name}${b.choose.pick(asks)}); } catch (e) { console.log(String(e)); }`;
  return lines([
    `const ${name} = { *own() ${inner}, *over() { const result = yield* this.own(); ${innerStatements(b)}return result; } };`,
    `const run${name} = ${name}.${b.choose.pick(['own', 'over'])}();`,
    ask(),
    ask(),
    ask(),
    ask(),
  ]);
}

/** Several `finally` on one way out; some of them take another way. */
function nestedFinally(b: Builder): string {
  const name = b.fresh('round');
  const out = (): string =>
    b.choose.pick([
      `continue ${name};`,
      `break ${name};`,
      `throw new Error('in ' + ${innerNumber(b)});`,
      `if (i > 0) continue ${name};`,
      '',
      'return i;',
    ]);
  return lines([
    `function ${name}f() {`,
    `${name}: for (let i = 0; i < 2; i++) {`,
    `try { try { ${innerStatements(b)}${out()} } finally { ${innerStatements(b)}${b.choose.chance(40) ? out() : ''} }`,
    `} catch ${b.choose.pick(['', '(e) '])}{ ${innerStatements(b)}${out()} } finally { console.log('round', i); ${innerStatements(b)}${b.choose.chance(25) ? out() : ''} }`,
    `}\nreturn ${innerNumber(b)};\n}`,
    `try { console.log(${name}f()); } catch (e) { console.log(String(e)); }`,
  ]);
}

/** Closures made in the heads of loops and in defaults, kept beyond their round. */
function closures(b: Builder): string {
  const name = b.fresh('kept');
  const head = oneOf(b, [
    () => `for (let i = 0, read = () => i, step = () => ++i; i < 3; ${name}.push(() => i), step(), i++)`,
    () => `for (let i = (${name}.push(() => i), 0); i < 2; i++)`,
    () => `for (let i = 0; ${name}.push(() => i * 2), i < 2; i++)`,
    () => `for (let [i, read = () => i] of [[1], [2]])`,
    () => `for (let { i = 1, read = () => i } of [{}, { i: 4 }])`,
    () => `for (const i in { one: ${name}.push(() => 1), two: 2 })`,
  ]);
  return lines([
    `const ${name} = [];`,
    `${head} { let own = i; ${name}.push(() => own++, () => i); ${round(b)}}`,
    `console.log(${name}.map((read) => read()), ${name}.map((read) => read()));`,
  ]);
}

/** Parameters that are closed over by defaults, beside variables of the same name. What is taken apart has no getters: these run before the activation is recorded. */
function parameterScopes(b: Builder): string {
  const name = b.fresh('par');
  const own = b.fresh('own');
  const before = b.choose.pick(['', `var ${own}; `, `var ${own} = 5; `, `{ let ${own} = 6; } `]);
  return lines([
    `function ${name}(${own} = ${innerNumber(b)}, read = () => ${own}, write = (n) => { ${own} = n; }, { a: part = read(), ...others } = { a: ${innerNumber(b)}, z: 1 }, [first = write(${innerNumber(b)}), ...more] = [${innerNumber(b)}, 2]) {`,
    `${before}${own} = ${innerNumber(b)};`,
    `write(7);`,
    `${innerStatements(b)}return [${own}, read(), part, others, first, more];\n}`,
    `console.log(${name}(), ${name}(${number(b)}), ${name}.length);`,
  ]);
}

/** Assigning patterns whose targets are properties, with defaults that run code. */
function patternTargets(b: Builder): string {
  const name = b.fresh('into');
  const key = b.choose.pick(FIELDS);
  const text = lines([
    `const ${name} = { a: 1, nested: { b: 2 }, get seen() { return this.a; }, set seen(given) { ${innerStatements(b)}this.a = given; } };`,
    oneOf(b, [
      () => `[${name}.${key}, ${name}['b'] = ${number(b)}, ...${name}.rest] = ${list(b)};`,
      () => `({ a: ${name}.nested.b = ${number(b)}, ...${name}.others } = ${record(b)});`,
      () => `[${name}.a, ${name}.nested.b] = [${name}.nested.b, ${name}.a];`,
      () => `({ [${textOf(b)}]: ${name}.seen = ${number(b)}, length: ${name}.c } = 'abc');`,
      () => `[[${name}.seen], { b: ${name}.${key} = 5 } = {}] = [${list(b)}];`,
      () => `try { [${name}.a, { deep: ${name}.b }] = [${number(b)}]; } catch (e) { console.log(e.name); }`,
      () => `try { [${name}.a, null.x] = ${list(b)}; } catch (e) { console.log(e.name); }`,
      () => `${name}.a = ${name}.b = ${name}.nested.c = ${number(b)};`,
      () => `${name}[(${name}.c = ${number(b)}, 'a')] += ${name}.a++;`,
    ]),
    `console.log(${name});`,
  ]);
  b.declare({ name, kind: 'record', isConst: true });
  return text;
}

/** Optional chains with calls in them, deletes, templates; assignments to members that may not happen. */
function chains(b: Builder): string {
  const name = b.fresh('maybe');
  const key = b.choose.pick(FIELDS);
  const text = lines([
    `let ${name} = ${b.choose.pick(['', '', `${number(b)} > 3 ? undefined : `])}{ a: 1, run(n) { ${innerStatements(b)}this.b = n; return this; }, get part() { ${innerStatements(b)}return this.none; }, list: ${list(b)} };`,
    oneOf(b, [
      () => `console.log(${name}?.run(${number(b)}).run?.(2)?.b);`,
      () => `console.log(${name}?.part?.run(${number(b)}), ${name}?.none?.[${number(b)}].deep());`,
      () => `console.log(delete ${name}?.${key}, delete ${name}?.run?.(1).list?.[0]);`,
      () => `if (${name}) ${name}.${key} ??= ${number(b)};`,
      () => `if (${name}) ${name}.run(1).nested ||= { b: ${number(b)} };`,
      () => `if (${name}) ${name}.list[${name}.run(1).b] &&= ${number(b)};`,
      () => `console.log((${name}?.run)?.call(${record(b)}, ${number(b)}));`,
      () =>
        `console.log(${name}?.list.map((x) => x + ${innerNumber(b)}).at(-1)?.toString(), ${name}?.run(...${list(b)})?.a);`,
      () => `console.log(${name}?.['run'](${number(b)})?.['list'].concat([1]));`,
    ]),
    `${name} ??= {};`,
  ]);
  b.declare({ name, kind: 'record', isConst: false });
  return text;
}

/** Sloppy functions: parameters and `arguments` are the same. */
function aliasing(b: Builder): string | undefined {
  if (!b.isSloppy) return undefined;
  const name = b.fresh('alias');
  const [one, two] = [b.fresh('a'), b.fresh('a')];
  const use = (): string =>
    b.choose.pick([
      `arguments[0] = ${innerNumber(b)};`,
      `${two} = ${innerNumber(b)};`,
      `arguments[1] = ${one};`,
      `[].shift.call(arguments);`,
      `delete arguments[0];`,
      `arguments.length = 1;`,
      `(() => { arguments[0]++; ${one} += 2; })();`,
      `Object.defineProperty(arguments, 0, { writable: false });`,
      `{ let ${one} = 3; arguments[0] = ${one}; }`,
      `for (const key in arguments) arguments[key] += 1;`,
      `eval('${one} = 8; arguments[1] = 9');`,
    ]);
  return lines([
    `function ${name}(${one}, ${two}) {`,
    use(),
    use(),
    `${innerStatements(b)}return [${one}, ${two}, ...arguments];\n}`,
    `try { console.log(${name}(${number(b)}, 2), ${name}(1), ${name}(...${list(b)})); } catch (e) { console.log(e.name); }`,
  ]);
}

/** Direct `eval` that assigns and declares around itself. */
function evalWrites(b: Builder): string {
  const name = b.fresh('ev');
  const found = b.bindings(({ kind, isConst }) => kind === 'number' && !isConst);
  const outer = found.length > 0 ? b.choose.pick(found).name : 'inner';
  const code = b.choose.pick([
    `inner = ${b.choose.below(9)}`,
    `${outer} = ${b.choose.below(9)}; inner++`,
    `held.push(inner); held.made = 1`,
    `(() => { inner = held.length; })()`,
    `var inner2 = inner; inner2 += 1; held.push(inner2)`,
    `function declared() { return inner; } inner = declared() + 1`,
    `{ let inner = 3; held[0] = inner; }`,
    `for (let i = 0; i < 2; i++) inner += i`,
    `throw new Error(inner = 4)`,
  ]);
  return lines([
    `function ${name}(inner) {`,
    `const held = ${innerExpression(b, list)};`,
    `try { eval(${JSON.stringify(code)}); } catch (e) { console.log(String(e)); }`,
    `${innerStatements(b)}const read = () => [inner, held${b.isSloppy ? ', typeof declared' : ''}];`,
    `return read();\n}`,
    `console.log(${name}(${number(b)}));`,
  ]);
}

function withWrites(b: Builder): string | undefined {
  if (!b.isSloppy) return undefined;
  const name = b.fresh('scope');
  const found = b.bindings(({ kind, isConst }) => kind === 'number' && !isConst);
  const outer = found.length > 0 ? b.choose.pick(found).name : 'a';
  const use = (): string =>
    b.choose.pick([
      `a = ${number(b)};`,
      `b += a;`,
      `${outer} = ${number(b)};`,
      `delete ${name}.b; b++;`,
      `({ a, c: b = 3 } = { a: ${number(b)} });`,
      `(() => { a++; })();`,
      `var a = ${number(b)};`,
      `run(${number(b)});`,
    ]);
  const own = outer === 'a' ? '' : b.choose.pick(['', `, ${outer}: 1`]);
  return lines([
    `var b = 0;`,
    `const ${name} = { a: 1, b: 2, run(n) { ${innerStatements(b)}this.a = n; }${own}${b.choose.chance(30) ? `, [Symbol.unscopables]: { b: true }` : ''} };`,
    `with (${name}) {\n${use()}\n${use()}\n}`,
    `console.log(${name}, b);`,
  ]);
}

function asyncIterators(b: Builder): string | undefined {
  const name = b.fresh('late');
  if (!b.has('async') || !b.mayAwait) return undefined;
  const out = b.choose.pick(['', '', 'break;', `throw new Error('left');`, 'continue;']);
  const source = oneOf(b, [
    () => name,
    () => `[Promise.resolve(${number(b)}), 2]`,
    () => `(async function* () { try { yield* ${name}; } finally { ${innerStatements(b, 'async')}} })()`,
  ]);
  return lines([
    `const ${name} = ${iteratorText(b, true)};`,
    `try { for await (const ${b.choose.pick(['item', '{ a: item = 1 }'])} of ${source}) { ${round(b)}console.log(item); ${out} } } catch (e) { console.log(String(e)); }`,
  ]);
}

function awaitUsing(b: Builder): string | undefined {
  if (!b.has('async') || !b.mayAwait) return undefined;
  const name = b.fresh('res');
  const dispose = (): string =>
    `async [Symbol.asyncDispose]() { ${innerStatements(b, 'async')}console.log('disposed'); ${b.choose.chance(15) ? `throw new Error('in dispose');` : ''} }`;
  return lines([
    `try {`,
    `await using ${name} = { ${dispose()} };`,
    `using second${name} = { [Symbol.dispose]() { ${innerStatements(b)}} };`,
    `${b.nested(() => statements(b, 2))}${b.choose.chance(30) ? `throw new Error('used');` : ''}`,
    `} catch (e) { console.log(e.name, e.error?.message); }`,
  ]);
}

/** Promises that settle by thenables, in races, after errors. */
function settling(b: Builder): string {
  const name = b.fresh('due');
  const made = oneOf(b, [
    () => `new Promise((resolve, reject) => { ${innerStatements(b)}resolve(${innerNumber(b)}); })`,
    () => `Promise.resolve({ then(resolve) { ${innerStatements(b)}resolve(${innerNumber(b)}); } })`,
    () => `new Promise(() => { throw new Error('in executor'); })`,
    () => `Promise.race([${number(b)}, Promise.reject(new Error('late'))])`,
    () => `Promise.allSettled([${number(b)}, Promise.reject(${record(b)})])`,
    () => `(async () => { ${innerStatements(b, 'async')}throw ${innerNumber(b)}; })()`,
    () => `Promise.try(() => ${innerNumber(b)})`,
    () => `Array.fromAsync([1, Promise.resolve(${number(b)})])`,
  ]);
  return lines([
    `const ${name} = ${made}.then((value) => { ${innerStatements(b)}return value; }).catch((e) => { ${innerStatements(b)}return String(e); }).finally(() => { ${innerStatements(b)}});`,
    b.mayAwait && b.choose.chance(50)
      ? `console.log(await ${name});`
      : `${name}.then((value) => console.log('settled', value));`,
    `queueMicrotask(() => { ${innerStatements(b)}});`,
  ]);
}

/** Body of a loop's round, without its braces. */
const round = (b: Builder): string => b.repeated(ROUNDS, () => b.nested(() => statements(b, 2)));
const ROUNDS = 3;
