/** Functions and classes. */
import {
  type Builder,
  type Callable,
  type ClassShape,
  type Flavour,
  type FunctionContext,
  type Kind,
  moduleContext,
} from './builder.js';
import { call, expression, number, oneOf } from './expressions.js';
import { statements } from './statements.js';

const PREFIX: Readonly<Record<Flavour, string>> = {
  plain: 'function ',
  generator: 'function* ',
  async: 'async function ',
  asyncGenerator: 'async function* ',
};

interface Written {
  readonly parameters: readonly Kind[];
  /** text between the parentheses */
  readonly list: string;
  readonly body: string;
  readonly cost: number;
  readonly mayThrow: boolean;
}

/** Parameters and body. `hasArguments`: false for arrows. */
function writeFunction(b: Builder, flavour: Flavour, hasArguments: boolean): Written {
  const context: FunctionContext = { ...moduleContext(), flavour, hasArguments, mayReturn: true };
  const parameters: Kind[] = [];
  const list: string[] = [];
  const { text, cost, mayThrow } = b.inFunction(context, () => {
    for (let i = b.choose.below(3); i > 0; i--) {
      const kind = b.choose.pick(['number', 'number', 'list', 'record'] as const);
      list.push(parameter(b, kind, isGenerator(flavour) ? 'generatorParameterCalls' : 'parameterCalls'));
      parameters.push(kind);
    }
    const first = isGenerator(flavour) ? `${yieldStatement(b)}` : '';
    return `${first}${statements(b, 3)}return ${number(b)};\n`;
  });
  return { parameters, list: list.join(', '), body: `{\n${text}}`, cost, mayThrow };
}

const isGenerator = (flavour: Flavour): boolean => flavour === 'generator' || flavour === 'asyncGenerator';

/** All parameters have defaults: they may be left out. */
function parameter(b: Builder, kind: Kind, calls: string): string {
  const name = b.fresh('a');
  const declared = (text: string, binding: Kind = kind): string => {
    b.declare({ name, kind: binding, isConst: false });
    return text;
  };
  if (kind === 'number' && b.has('parameterPatterns') && b.choose.chance(15))
    return declared(`{ a: ${name} = 2 } = {}`);
  if (kind === 'number' && b.has(calls) && b.choose.chance(30)) return declared(`${name} = ${withoutSuspending(b)}`);
  if (!b.has('parameterDefaults') || (kind === 'number' && b.choose.chance(50))) return declared(`${name}`, 'number');
  const defaults: Readonly<Record<Kind, string>> = {
    number: '1',
    text: `'t'`,
    list: '[1, 2]',
    record: '{ a: 1 }',
    map: 'new Map()',
    bytes: 'new Uint8Array(2)',
  };
  return declared(`${name} = ${defaults[kind]}`);
}

/** `await` and `yield` may not stand in parameters. */
function withoutSuspending(b: Builder): string {
  const { context } = b;
  b.context = { ...context, flavour: 'plain', hasArguments: false };
  try {
    return number(b);
  } finally {
    b.context = context;
  }
}

function yieldStatement(b: Builder): string {
  const inner = b.has('delegation') && call(b, 'generator');
  return oneOf(b, [
    () => `console.log('sent', yield ${number(b)});\n`,
    () => `try { yield ${number(b)}; } finally { console.log('closing', ${number(b)}); }\n`,
    inner && (() => `yield* ${inner()};\n`),
  ]);
}

export function functionDeclaration(b: Builder, flavour: Flavour): string {
  const name = b.fresh('f');
  const isArrow = (flavour === 'plain' || flavour === 'async') && b.choose.chance(40);
  const { list, body, parameters, cost, mayThrow } = writeFunction(b, flavour, !isArrow);
  const declare = (): void => b.declareCallable({ name, flavour, parameters, cost, mayThrow });
  const prefix = flavour === 'async' ? 'async ' : '';
  const text = isArrow
    ? `const ${name} = ${prefix}(${list}) => ${body};\n`
    : b.choose.chance(20)
      ? `const ${name} = ${PREFIX[flavour]}${b.fresh('inner')}(${list}) ${body};\n`
      : `${PREFIX[flavour]}${name}(${list}) ${body}\n`;
  declare();
  return text + use(b, flavour, name);
}

/** Most functions are called where they are declared. */
function use(b: Builder, flavour: Flavour, name: string): string {
  const written = call(b, flavour, name);
  if (!written) return '';
  switch (flavour) {
    case 'plain':
      return `console.log('r', ${written()});\n`;
    case 'generator':
      return `console.log('r', [...${written()}]);\n`;
    case 'async':
      return b.mayAwait
        ? `console.log('r', await ${written()});\n`
        : `${written()}.then((value) => console.log('r', value));\n`;
    case 'asyncGenerator':
      return b.mayAwait && b.has('forAwait') ? `for await (const item of ${written()}) console.log('r', item);\n` : '';
  }
}

export function tagDeclaration(b: Builder): string {
  const name = b.fresh('tag');
  const callable: Callable = { name, flavour: 'plain', parameters: [], cost: 3, mayThrow: false, isTag: true };
  b.declareCallable(callable);
  return `function ${name}(parts, ...values) {\nconsole.log(parts.raw.join('|'));\nreturn values.length + ${b.choose.below(5)};\n}\n`;
}

interface Members {
  readonly text: string;
  readonly readable: readonly string[];
  readonly methods: readonly string[];
  readonly cost: number;
}

export function classDeclaration(b: Builder): string {
  const name = b.fresh('K');
  const bases = b.usableClasses();
  const base = bases.length > 0 && b.choose.chance(50) ? b.choose.pick(bases) : undefined;
  const members = b.inClass(() => classMembers(b, name));
  const made = b.inClass(() => classConstructor(b, base));
  const shape: ClassShape = {
    name,
    parameters: ['number'],
    cost: made.cost + members.cost + (base?.cost ?? 0),
    readable: [...members.readable, ...(base?.readable ?? [])],
    writable: [],
    methods: [...members.methods, ...(base?.methods ?? [])],
  };
  b.declareClass(shape);
  const heritage = base === undefined ? '' : ` extends ${base.name}`;
  const text = `${heritage} {\n${members.text}${made.text}}`;
  return b.choose.chance(30) ? `const ${name} = class${text};\n` : `class ${name}${text}\n`;
}

function classConstructor(b: Builder, base: ClassShape | undefined): { readonly text: string; readonly cost: number } {
  const context: FunctionContext = { ...moduleContext(), flavour: 'plain', hasArguments: true };
  return b.inFunction(context, () => {
    const name = b.fresh('a');
    b.declare({ name, kind: 'number', isConst: false });
    const start = base === undefined ? '' : `super(${number(b)});\n`;
    return `constructor(${name} = 1) {\n${start}this.held = ${number(b)};\n${statements(b, 2)}}\n`;
  });
}

function classMembers(b: Builder, name: string): Members {
  const texts: string[] = [];
  const readable: string[] = ['held'];
  const methods: string[] = [];
  let cost = 0;
  const member = (write: () => string): string => {
    const context: FunctionContext = { ...moduleContext(), flavour: 'plain', hasArguments: true };
    const written = b.inFunction(context, write);
    cost += written.cost;
    return written.text;
  };
  const secret = b.fresh('secret');
  if (b.choose.chance(60)) {
    texts.push(`#${secret} = ${initialiser(b)};\n`);
    const method = b.fresh('m');
    methods.push(method);
    texts.push(
      member(() => `${method}() {\n${statements(b, 2)}this.#${secret} += ${number(b)};\nreturn this.#${secret};\n}\n`),
    );
    if (b.choose.chance(40)) texts.push(`static has(o) { return #${secret} in Object(o); }\n`);
    if (b.choose.chance(40))
      texts.push(`get #hidden() { return this.#${secret} * 2; }\nreveal() { return this.#hidden; }\n`);
  }
  if (b.choose.chance(60)) {
    const field = b.fresh('field');
    readable.push(field);
    texts.push(`${field} = ${initialiser(b)};\n`);
  }
  if (b.choose.chance(50)) {
    const accessor = b.fresh('acc');
    readable.push(accessor);
    texts.push(member(() => `get ${accessor}() { return ${number(b)}; }\nset ${accessor}(v) { this.held = v; }\n`));
  }
  if (b.has('staticBlocks') && b.choose.chance(30)) {
    const context: FunctionContext = { ...moduleContext(), flavour: 'plain', hasArguments: false };
    const written = b.inFunction(context, () => `static {\nthis.made = ${number(b)};\n${statements(b, 2)}}\n`);
    b.spend(written.cost);
    texts.push(written.text);
  }
  if (b.choose.chance(30)) {
    const method = b.fresh('m');
    methods.push(method);
    texts.push(
      member(() => `['${method}']() {\nreturn new.target === undefined ? ${number(b)} : ${name}.length;\n}\n`),
    );
  }
  return { text: texts.join(''), readable, methods, cost };
}

/** Initialisers run in functions of their own: they can be left without calls. */
function initialiser(b: Builder): string {
  if (!b.has('initialiserCalls')) return String(b.choose.below(10));
  const context: FunctionContext = { ...moduleContext(), flavour: 'plain', hasArguments: false };
  return b.inFunction(context, () => expression(b, 'number')).text;
}
