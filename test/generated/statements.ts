/** Statements. Every text ends with a line break. */
import { type Builder, type Kind, KINDS } from './builder.js';
import { call, condition, expression, FIELDS, list, number, oneOf, record } from './expressions.js';
import { classDeclaration, functionDeclaration, tagDeclaration } from './functions.js';
import { COLLECTIONS } from './collections.js';
import { FLOW } from './flow.js';
import { OBJECTS } from './objects.js';

type Write = () => string;

/** A few statements; functions among them are hoisted to the end of the text now and then. */
export function statements(b: Builder, most: number): string {
  const texts: string[] = [];
  const count = 1 + b.choose.below(most);
  for (let i = 0; i < count; i++) {
    b.spend();
    texts.push(statement(b));
  }
  return texts.join('');
}

export function block(b: Builder, most = 3): string {
  return b.nested(() => `{\n${hiding(b)}${statements(b, most)}}`);
}

/** Declares names of outer variables anew: at the start of a block, where nothing has used them yet. */
function hiding(b: Builder): string {
  const names = b.hideable();
  if (names.length === 0 || !b.choose.chance(30)) return '';
  const name = b.choose.pick(names);
  const kind = b.choose.pick(KINDS);
  const value = b.choose.below(10);
  b.declare({ name, kind, isConst: false });
  const values: Readonly<Record<Kind, string>> = {
    number: `${value}`,
    text: `'hidden'`,
    list: `[${value}]`,
    record: `{ a: ${value} }`,
    map: `new Map([['a', ${value}]])`,
    bytes: `Uint8Array.of(${value}, 2, 3)`,
  };
  return `let ${name} = ${values[kind]};\n`;
}

export function statement(b: Builder): string {
  const simple: Write[] = [() => print(b), () => declaration(b), () => assignment(b), () => mutation(b)];
  if (b.isDeep) return oneOf(b, simple);
  const special = specialStatement(b);
  if (special !== undefined) return special;
  return oneOf(b, [
    ...simple,
    () => declaration(b),
    () => pattern(b),
    () => `if (${condition(b)}) ${block(b)}${b.choose.chance(50) ? ` else ${block(b)}` : ''}\n`,
    () => forLoop(b),
    () => forOf(b),
    () => forIn(b),
    () => whileLoop(b),
    () => labelledBlock(b),
    () => switchStatement(b),
    () => tryStatement(b),
    () => `${block(b)}\n`,
    () => functionDeclaration(b, 'plain'),
    () => functionDeclaration(b, 'plain'),
    b.has('generators') && (() => functionDeclaration(b, 'generator')),
    b.has('async') && (() => functionDeclaration(b, 'async')),
    b.has('async') && (() => functionDeclaration(b, 'asyncGenerator')),
    b.has('tags') && (() => tagDeclaration(b)),
    b.has('classes') && (() => classDeclaration(b)),
    b.has('tdz') && (() => uninitialised(b)),
    leaving(b),
    forAwait(b),
    b.has('generators') && generatorUse(b),
    b.has('using') && (() => usingBlock(b)),
    b.isSloppy && b.has('with') && (() => `with (${record(b)}) { console.log('with', typeof a); }\n`),
    b.isSloppy && b.has('annexB') && (() => annexB(b)),
    b.isSloppy &&
      b.has('eval') &&
      (() => `eval('var ${b.fresh('ev')} = ${b.choose.below(9)}; console.log("eval")');\n`),
  ]);
}

/** One of the parts of the grammar that are statements of their own kind; undefined if there is to be none, or it cannot stand here. */
function specialStatement(b: Builder): string | undefined {
  const special = { ...COLLECTIONS, ...OBJECTS, ...FLOW };
  const names = Object.keys(special).filter((name) => b.has(name));
  return names.length > 0 && b.choose.chance(40) ? special[b.choose.pick(names)]!(b) : undefined;
}

function print(b: Builder): string {
  return `console.log('p', ${expression(b, b.choose.pick(KINDS))});\n`;
}

function declaration(b: Builder): string {
  const kind = b.choose.pick(KINDS);
  const how = b.choose.pick(['let', 'const', 'var'] as const);
  const value = expression(b, kind);
  const name = b.fresh(how === 'var' ? 'v' : 'x');
  b.declare({ name, kind, isConst: how === 'const' });
  if (!b.choose.chance(15)) return `${how} ${name} = ${value};\n`;
  const second = b.fresh('x');
  const other = number(b);
  b.declare({ name: second, kind: 'number', isConst: how === 'const' });
  return `${how} ${name} = ${value}, ${second} = ${other};\n`;
}

/** Destructuring with defaults, nested patterns and rests. */
function pattern(b: Builder): string {
  const how = b.choose.pick(['let', 'const']);
  const isConst = how === 'const';
  const [one, two, rest] = [b.fresh('d'), b.fresh('d'), b.fresh('d')];
  const source = b.choose.below(2) === 0 ? list(b) : record(b);
  const fallback = number(b);
  const text =
    source.startsWith('[') || /^(Array|\w+\.(map|filter|slice))/.test(source)
      ? `${how} [${one} = ${fallback}, ${two} = ${one}, ...${rest}] = ${source};\n`
      : `${how} { a: ${one} = ${fallback}, ['b']: ${two} = 2, ...${rest} } = Object(${source});\n`;
  const isList = text.startsWith(`${how} [`);
  b.declare({ name: one, kind: 'number', isConst });
  b.declare({ name: two, kind: 'number', isConst });
  b.declare({ name: rest, kind: isList ? 'list' : 'record', isConst });
  return text;
}

function assignment(b: Builder): string {
  const kind = b.choose.pick(KINDS);
  const found = b.bindings((binding) => binding.kind === kind && !binding.isConst);
  if (found.length === 0) return print(b);
  const { name } = b.choose.pick(found);
  if (kind !== 'number') return `${name} = ${expression(b, kind)};\n`;
  return oneOf(b, [
    () => `${name} = ${number(b)};\n`,
    () => `${name} ${b.choose.pick(['+=', '-=', '*=', '%=', '??=', '||=', '&&=', '<<='])} ${number(b)};\n`,
    () => `[${name} = 1] = ${list(b)};\n`,
    () => `({ a: ${name} = 3 } = ${record(b)});\n`,
    () => `${name}++;\n`,
  ]);
}

/** Changes something that a variable holds. */
function mutation(b: Builder): string {
  const kind = b.choose.pick(['list', 'record', 'map', 'bytes'] as const);
  const found = b.bindings((binding) => binding.kind === kind);
  if (found.length === 0) return print(b);
  const { name } = b.choose.pick(found);
  const field = b.choose.pick(FIELDS);
  switch (kind) {
    case 'list':
      return oneOf(b, [
        () => `${name}[${b.choose.below(4)}] = ${number(b)};\n`,
        () => `${name}.push(${number(b)}, 2);\n`,
        () => `${name}.${b.choose.pick(['pop', 'shift', 'reverse', 'sort'])}();\n`,
        () => `${name}.unshift(${number(b)});\n`,
        () => `${name}.splice(${b.choose.below(2)}, 1, ${number(b)}, 9);\n`,
        () => `${name}.fill(${number(b)}, 1);\n`,
        () => `${name}.copyWithin(0, 1);\n`,
        () => `${name}.length = ${b.choose.below(3)};\n`,
        () => `delete ${name}[0];\n`,
        () => `${name}[0] ${b.choose.pick(['+=', '??=', '*='])} ${number(b)};\n`,
        () => `${name}.forEach((item, i, all) => { all[i] = i; });\n`,
      ]);
    case 'record':
      return oneOf(b, [
        () => `${name}.${field} = ${number(b)};\n`,
        () => `${name}['${field}' + ''] = ${number(b)};\n`,
        () => `delete ${name}.${field === 'a' ? 'b' : field};\n`,
        () => `${name}.${field} ${b.choose.pick(['+=', '??=', '||='])} ${number(b)};\n`,
        () => `${name}.nested = { ${field}: ${number(b)} };\n`,
        () => `Object.assign(${name}, { ${field}: ${number(b)}, d: 4 });\n`,
        () =>
          `Object.defineProperty(${name}, '${b.fresh('p')}', { value: ${number(b)}, enumerable: ${b.choose.chance(50)} });\n`,
        () => `${name}[Symbol.for('${field}')] = ${number(b)};\n`,
        () => `Object.setPrototypeOf(${name}, { inherited: ${number(b)} });\n`,
      ]);
    case 'map':
      return oneOf(b, [
        () => `${name}.set('${field}', ${number(b)});\n`,
        () => `${name}.delete('${field}');\n`,
        () => `${name}.clear();\n`,
        () => `for (const [key, value] of ${name}) console.log('entry', key, value);\n`,
      ]);
    case 'bytes':
      return oneOf(b, [
        () => `${name}[${b.choose.below(4)}] = ${number(b)};\n`,
        () => `${name}.set([7], 1);\n`,
        () => `${name}.fill(${b.choose.below(9)}, 2);\n`,
        () => `new DataView(${name}.buffer).setUint8(0, ${b.choose.below(9)});\n`,
        () => `${name}[0]++;\n`,
      ]);
  }
}

const ROUNDS = 3;

/** Body of a loop, which may be left early. */
function loopBody(b: Builder, declare: Write = () => ''): string {
  return b.repeated(ROUNDS, () =>
    b.nested(() => {
      const head = declare();
      const leave = b.choose.chance(25) ? `if (${condition(b)}) ${b.choose.pick(['continue', 'break'])};\n` : '';
      return `{\n${head}${leave}${statements(b, 3)}}`;
    }),
  );
}

function forLoop(b: Builder): string {
  const name = b.fresh('i');
  return b.nested(() => {
    const label = b.choose.chance(20) ? b.fresh('label') : undefined;
    if (label !== undefined) b.context.labels.push(label);
    b.declare({ name, kind: 'number', isConst: true });
    const how = b.has('forScopes') ? b.choose.pick(['let', 'let', 'var']) : 'var';
    const body = loopBody(b, () => {
      if (!b.choose.chance(30)) return '';
      const reader = b.fresh('read');
      b.declareCallable({ name: reader, flavour: 'plain', parameters: [], cost: 2, mayThrow: false });
      return `const ${reader} = () => ${name} * 2;\n`;
    });
    if (label !== undefined) b.context.labels.pop();
    const update = b.choose.pick([`${name}++`, `${name} += 1`, `${name} = ${name} + 1`]);
    return `${label === undefined ? '' : `${label}: `}for (${how} ${name} = 0; ${name} < ${b.choose.below(ROUNDS) + 1}; ${update}) ${body}\n`;
  });
}

function forOf(b: Builder): string {
  const generator = b.has('generators') && b.has('forScopes') && call(b, 'generator');
  const source = oneOf(b, [
    () => `${list(b)}.slice(0, ${ROUNDS})`,
    () => `${list(b)}.slice(0, ${ROUNDS}).entries()`,
    () => `'ab'`,
    generator && (() => `${generator()}`),
  ]);
  const name = b.fresh('of');
  const isPair = source.endsWith('entries()');
  const kind: Kind = source === `'ab'` ? 'text' : 'number';
  const how = b.choose.pick(['const', 'let']);
  return b.nested(() => {
    const second = b.fresh('of');
    b.declare({ name, kind, isConst: how === 'const' });
    if (isPair) b.declare({ name: second, kind: 'number', isConst: how === 'const' });
    return `for (${how} ${isPair ? `[${name}, ${second} = 5]` : name} of ${source}) ${loopBody(b)}\n`;
  });
}

function forIn(b: Builder): string {
  const source = record(b);
  const name = b.fresh('key');
  return b.nested(() => {
    b.declare({ name, kind: 'text', isConst: true });
    return `for (const ${name} in ${source}) ${loopBody(b)}\n`;
  });
}

function whileLoop(b: Builder): string {
  const name = b.fresh('w');
  const isDo = b.choose.chance(40);
  const body = loopBody(b);
  return isDo
    ? `let ${name} = 0;\ndo ${body} while (${name}++ < ${b.choose.below(2)});\n`
    : `let ${name} = 0;\nwhile (${name}++ < ${b.choose.below(ROUNDS)}) ${body}\n`;
}

function labelledBlock(b: Builder): string {
  const label = b.fresh('label');
  return b.nested(() => {
    const before = statements(b, 2);
    return `${label}: {\n${before}if (${condition(b)}) break ${label};\n${statements(b, 2)}}\n`;
  });
}

function switchStatement(b: Builder): string {
  const subject = `${number(b)} % 3`;
  const clause = (head: string): string =>
    b.nested(() => `${head}: {\n${statements(b, 2)}}\n${b.choose.chance(60) ? 'break;\n' : ''}`);
  const clauses = [clause('case 0'), clause(`case ${b.has('caseCalls') ? number(b) : b.choose.below(3)}`)];
  const last = b.choose.chance(70) ? [clause('default')] : [];
  const shared = b.has('switchScopes') && b.choose.chance(40);
  const name = b.fresh('inCase');
  const lexical = shared ? [`case 2:\nlet ${name} = 1;\nconsole.log('case', () => ${name}, ${name});\n`] : [];
  return `switch (${subject}) {\n${[...lexical, ...clauses, ...last].join('')}}\n`;
}

function tryStatement(b: Builder): string {
  b.guarded++;
  const attempted = b.nested(() => `{\n${statements(b, 2)}${b.choose.chance(60) ? throwing(b) : ''}}`);
  b.guarded--;
  const caught = b.nested(() => {
    const form = b.choose.below(b.has('catchPatterns') ? 3 : 2);
    if (form === 1) return `catch ${block(b)}`;
    const name = b.fresh('e');
    if (form === 2)
      return `catch ({ message: ${name} = 'none' }) {\nconsole.log('caught', ${name});\n${statements(b, 2)}}`;
    return `catch (${name}) {\nconsole.log('caught', String(${name}));\n${statements(b, 2)}}`;
  });
  const last = b.choose.chance(40) ? ` finally ${block(b, 2)}` : '';
  return `try ${attempted} ${caught}${last}\n`;
}

/** `throw`, or something that throws by itself. */
const throwing = (b: Builder): string =>
  oneOf(b, [
    () => `throw new Error('thrown ' + ${number(b)});\n`,
    () => `if (${condition(b)}) throw ${number(b)};\n`,
    () => `throw Object.assign(new TypeError('typed'), { code: ${number(b)} });\n`,
    () => `null.nothing;\n`,
    () => `undefined();\n`,
  ]);

/** A name used before its declaration has run. */
function uninitialised(b: Builder): string {
  const name = b.fresh('t');
  const use = b.choose.pick([`${name}`, `(() => ${name})()`, `typeof ${name}`, `${name} = 1`]);
  const how = b.choose.pick(['let', 'const']);
  return `{\ntry { console.log(${use}); } catch (e) { console.log(e.name); }\n${how} ${name} = ${number(b)};\nconsole.log(${name});\n}\n`;
}

/** `return`, `throw`, or leaving a labelled loop. */
function leaving(b: Builder): Write | false {
  const { mayReturn, labels } = b.context;
  const label = labels.at(-1);
  if (!mayReturn && label === undefined) return false;
  return () =>
    oneOf(b, [
      mayReturn && (() => `if (${condition(b)}) return ${number(b)};\n`),
      mayReturn &&
        (() => `try { if (${condition(b)}) return ${number(b)}; } finally { console.log('finally', ${number(b)}); }\n`),
      label !== undefined && (() => `if (${condition(b)}) ${b.choose.pick(['continue', 'break'])} ${label};\n`),
      mayReturn &&
        b.has('throws') &&
        (() => {
          b.context.mayThrow = true;
          return `if (${condition(b)}) throw new RangeError('out ' + ${number(b)});\n`;
        }),
    ]);
}

function forAwait(b: Builder): Write | false {
  const source = b.has('async') && b.has('forAwait') && b.mayAwait && call(b, 'asyncGenerator');
  if (!source) return false;
  return () => {
    const text = source();
    const name = b.fresh('of');
    return b.nested(() => {
      b.declare({ name, kind: 'number', isConst: true });
      return `for await (const ${name} of ${text}) ${loopBody(b)}\n`;
    });
  };
}

/** An iterator that is resumed, ended and thrown into from outside. */
function generatorUse(b: Builder): Write | false {
  const generator = call(b, 'generator');
  if (!generator) return false;
  return () => {
    const name = b.fresh('it');
    const text = generator();
    const use = b.choose.pick([
      `console.log(${name}.next(1), ${name}.next(2));`,
      `console.log(${name}.next(), ${name}.return(5), ${name}.next());`,
      `try { ${name}.next(); console.log(${name}.throw(new Error('into'))); } catch (e) { console.log(String(e)); }`,
      `const [first = 0] = ${name};`,
    ]);
    return `{\nconst ${name} = ${text};\n${use}\n}\n`;
  };
}

function usingBlock(b: Builder): string {
  const name = b.fresh('u');
  return `{\nusing ${name} = { [Symbol.dispose]() { console.log('dispose', ${b.choose.below(9)}); } };\nconsole.log(typeof ${name});\n}\n`;
}

/** A function declared in a block: a `var` of the function around has its name. */
function annexB(b: Builder): string {
  const name = b.fresh('inBlock');
  return `console.log(typeof ${name});\nif (${condition(b)}) { function ${name}() { return 1; } console.log(${name}()); }\nconsole.log(typeof ${name});\n`;
}
