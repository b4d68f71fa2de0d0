/** Expressions of a wanted kind. The first alternative of each list is the simplest. */
import type { Builder, Callable, Kind } from './builder.js';
import { innerNumber } from './inner.js';

type Write = () => string;

/** One of the alternatives; an alternative that is undefined here is left out. */
export function oneOf(b: Builder, alternatives: readonly (Write | false | undefined)[]): string {
  const possible = alternatives.filter((write): write is Write => typeof write === 'function');
  return b.choose.pick(possible)();
}

export function expression(b: Builder, kind: Kind): string {
  b.depth++;
  try {
    switch (kind) {
      case 'number':
        return number(b);
      case 'text':
        return text(b);
      case 'list':
        return list(b);
      case 'record':
        return record(b);
      case 'map':
        return oneOf(b, [
          variable(b, kind),
          () => `new Map([['k', ${number(b)}]])`,
          () => `new Map(Object.entries(${record(b)}))`,
        ]);
      case 'bytes':
        return oneOf(b, [variable(b, kind), () => `Uint8Array.of(1, ${number(b)}, 3)`, () => `new Uint8Array(3)`]);
    }
  } finally {
    b.depth--;
  }
}

function variable(b: Builder, kind: Kind): Write | false {
  const found = b.bindings((binding) => binding.kind === kind);
  return found.length > 0 && (() => b.choose.pick(found).name);
}

export function number(b: Builder): string {
  const literal = (): string => String(b.choose.below(10));
  if (b.isDeep) return oneOf(b, [literal, variable(b, 'number')]);
  b.depth++;
  try {
    return oneOf(b, [
      literal,
      variable(b, 'number'),
      variable(b, 'number'),
      () => `(${number(b)} ${b.choose.pick(['+', '-', '*', '%', '&', '|', '^', '<<'])} ${number(b)})`,
      () => `(${condition(b)} ? ${number(b)} : ${number(b)})`,
      () => `(${number(b)}, ${number(b)})`,
      () => `(${number(b)} ${b.choose.pick(['??', '||', '&&'])} ${number(b)})`,
      () => `${list(b)}.length`,
      () => `(${list(b)}[${b.choose.below(3)}] ?? ${number(b)})`,
      () => `(${record(b)}.${b.choose.pick(FIELDS)} ?? ${number(b)})`,
      () => `(${record(b)}?.nested?.${b.choose.pick(FIELDS)} ?? 0)`,
      () => `(${list(b)}?.splice(${b.choose.below(2)}, 1).concat(${number(b)})[${b.choose.below(2)}] ?? 0)`,
      () => `(${list(b)}?.at(0)?.toFixed().concat('0').length ?? ${list(b)}?.push(${number(b)}))`,
      () => `(${expression(b, 'map')}?.set('${b.choose.pick(FIELDS)}', ${number(b)}).get('a') ?? 0)`,
      () => `${bytes(b)}[${b.choose.below(3)}]`,
      () => `(${expression(b, 'map')}.get('${b.choose.pick(FIELDS)}') ?? 0)`,
      () => `${text(b)}.length`,
      b.context.hasArguments && b.has('arguments') && (() => 'arguments.length'),
      call(b, 'plain'),
      call(b, 'plain'),
      awaited(b),
      yielded(b),
      generated(b),
      tagged(b),
      assigned(b),
      instance(b),
      b.has('eval') && (() => `eval('${b.choose.below(9)} + 1')`),
      () => `((n) => n + ${inArrow(b)})(${number(b)})`,
    ]);
  } finally {
    b.depth--;
  }
}

/** Body of an arrow that runs a few times: no `await` or `yield` of the function around. */
const inArrow = (b: Builder): string => innerNumber(b);

export const FIELDS: readonly string[] = ['a', 'b', 'c'];

function bytes(b: Builder): string {
  return expression(b, 'bytes');
}

export const condition = (b: Builder): string =>
  oneOf(b, [
    () => `${number(b)} ${b.choose.pick(['<', '>', '===', '!==', '<=', '>='])} ${number(b)}`,
    () => `'${b.choose.pick(FIELDS)}' in ${record(b)}`,
    () => `!${number(b)}`,
    () => `${list(b)}.includes(${number(b)})`,
    () => `(${condition(b)} && ${condition(b)})`,
  ]);

export function text(b: Builder): string {
  const literal = (): string => `'${b.choose.pick(['s', 'tt', 'ü', ''])}'`;
  if (b.isDeep) return oneOf(b, [literal, variable(b, 'text')]);
  return oneOf(b, [
    literal,
    variable(b, 'text'),
    () => `\`<\${${number(b)}}>\``,
    () => `(${text(b)} + ${number(b)})`,
    () => `String(${number(b)})`,
    () => `${list(b)}.join('-')`,
    () => `(typeof ${number(b)})`,
  ]);
}

export function list(b: Builder): string {
  const literal = (): string => `[${number(b)}, ${b.choose.below(10)}]`;
  if (b.isDeep) return oneOf(b, [() => `[${b.choose.below(10)}]`, variable(b, 'list')]);
  return oneOf(b, [
    literal,
    variable(b, 'list'),
    () => `[${number(b)}, , ${number(b)}]`,
    () => `[...${list(b)}, ${number(b)}]`,
    () => `${list(b)}.map((x) => x + ${inArrow(b)})`,
    () => `${list(b)}.filter((x, i) => i < ${inArrow(b)})`,
    () => `${list(b)}.slice(${b.choose.below(2)})`,
    () => `Array.from({ length: 2 }, (_, i) => i * ${inArrow(b)})`,
    () => `Object.values(${record(b)}).filter((v) => typeof v === 'number')`,
    () => `${list(b)}.toSorted((x, y) => y - x)`,
    spreadGenerator(b),
  ]);
}

export function record(b: Builder): string {
  if (b.isDeep) return oneOf(b, [() => '({ a: 1 })', variable(b, 'record')]);
  return oneOf(b, [
    () => `({ a: ${number(b)}, b: ${b.choose.below(10)} })`,
    variable(b, 'record'),
    () => `({ ...${record(b)}, c: ${number(b)} })`,
    () => `({ a: ${number(b)}, nested: { b: ${number(b)} } })`,
    () => `({ ['${b.choose.pick(FIELDS)}' + '']: ${number(b)}, [Symbol.for('s')]: ${number(b)} })`,
    () => `({ get a() { return ${innerNumber(b, true)}; }, set a(v) { this.b = v; }, b: 1 })`,
    () => `({ a: 1, method() { return this.a; }, b: ${number(b)} })`,
    () => `Object.assign({ c: 1 }, ${record(b)})`,
    () => `Object.fromEntries([['a', ${number(b)}], ['b', ${number(b)}]])`,
    () =>
      `Object.create({ inherited: 1 }, { a: { value: ${number(b)}, writable: true, enumerable: true, configurable: true } })`,
    () => `structuredClone({ a: ${number(b)} })`,
  ]);
}

/** Arguments of a call: as many as parameters, or one less, or from a list. */
function argumentsFor(b: Builder, { parameters }: Callable): string {
  const given = parameters.slice(0, parameters.length - b.choose.below(2));
  const texts = given.map((kind) => expression(b, kind));
  if (b.choose.chance(15)) texts.push(`...${list(b)}`);
  return texts.join(', ');
}

/** A call of a function of that flavour: of the named one, or of any. */
export function call(b: Builder, flavour: Callable['flavour'], wanted?: string): Write | false {
  const found = b.callables(
    ({ name, isTag, ...callable }) => callable.flavour === flavour && isTag !== true && (wanted ?? name) === name,
  );
  if (found.length === 0) return false;
  return () => {
    const callable = b.choose.pick(found);
    b.spend(callable.cost);
    const through = callable.name.includes('.') ? '' : b.choose.pick(['', '', '?.', '.call']);
    const texts = argumentsFor(b, callable);
    if (through === '.call') return `${callable.name}.call(${['{ a: 1 }', texts].filter(Boolean).join(', ')})`;
    return `${callable.name}${through}(${texts})`;
  };
}

function awaited(b: Builder): Write | false {
  if (!b.mayAwait || !b.has('async')) return false;
  const asynchronous = call(b, 'async');
  return () =>
    oneOf(b, [
      () => `(await ${number(b)})`,
      asynchronous && (() => `(await ${asynchronous()})`),
      () => `(await Promise.all([${number(b)}, Promise.resolve(${number(b)})]))[1]`,
    ]);
}

function yielded(b: Builder): Write | false {
  const { flavour } = b.context;
  if (flavour !== 'generator' && flavour !== 'asyncGenerator') return false;
  return () => `((yield ${number(b)}) ?? ${number(b)})`;
}

function generated(b: Builder): Write | false {
  const generator = call(b, 'generator');
  return generator && b.has('generators') && (() => `${generator()}.next(${number(b)}).value`);
}

function spreadGenerator(b: Builder): Write | false {
  const generator = call(b, 'generator');
  return generator && b.has('generators') && (() => `[...${generator()}]`);
}

function tagged(b: Builder): Write | false {
  const tags = b.callables(({ isTag }) => isTag === true);
  if (tags.length === 0) return false;
  return () => {
    const tag = b.choose.pick(tags);
    b.spend(tag.cost);
    return `${tag.name}\`one\${${number(b)}}two\${${number(b)}}\``;
  };
}

/** An assignment as an expression. */
function assigned(b: Builder): Write | false {
  const found = b.bindings(({ kind, isConst }) => kind === 'number' && !isConst);
  if (found.length === 0) return false;
  return () => {
    const { name } = b.choose.pick(found);
    return oneOf(b, [
      () => `(${name} = ${number(b)})`,
      () => `${name}++`,
      () => `--${name}`,
      () => `(${name} ${b.choose.pick(['+=', '-=', '*=', '??=', '||=', '&&='])} ${number(b)})`,
    ]);
  };
}

function instance(b: Builder): Write | false {
  const found = b.usableClasses();
  if (found.length === 0) return false;
  return () => {
    const shape = b.choose.pick(found);
    b.spend(shape.cost);
    const made = `new ${shape.name}(${shape.parameters.map((kind) => expression(b, kind)).join(', ')})`;
    const member = b.choose.pick([...shape.readable, ...shape.methods.map((name) => `${name}()`)]);
    return `${made}.${member}`;
  };
}
