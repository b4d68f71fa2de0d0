/** String.prototype and String's own functions. What works on primitives alone is JavaScript's own. */
import { computed } from '../operators.js';
import { isMade, madeIterator, madeStrings } from '../made.js';
import { type Machine, NULL, numberOperand, type Operand, stringOperand, typeFault, UNDEFINED } from '../operand.js';
import { fromHost, toInteger, toNumber, toText } from '../primitives.js';
import { argument, type Functions, functionsOf, type Method, type MethodCall } from './method.js';
import { type Hints, type HostFunction, hostArguments, localeArguments } from './host.js';
import { type Match, matchesOf, patternOf, splitByPattern } from './pattern.js';
import { expanded, matchArray } from './replacement.js';

const text = (call: MethodCall): string => {
  if (call.self.kind === 'undefined' || call.self.kind === 'null')
    throw typeFault(`a method of strings was called on ${call.self.kind}`);
  return toText(call.self, call.machine);
};

const INDEXED = ['at', 'charAt', 'charCodeAt', 'codePointAt', 'slice', 'substring', 'substr'] as const;
const SEARCHING = ['indexOf', 'lastIndexOf'] as const;
const PLAIN = [
  'isWellFormed',
  'normalize',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'toWellFormed',
  'trim',
  'trimEnd',
  'trimStart',
  'valueOf',
] as const;
const LOCALE = ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'] as const;
const WITHOUT_PATTERN = ['endsWith', 'includes', 'startsWith'] as const;

type Name =
  | (typeof INDEXED)[number]
  | (typeof SEARCHING)[number]
  | (typeof PLAIN)[number]
  | (typeof LOCALE)[number]
  | (typeof WITHOUT_PATTERN)[number]
  | 'padEnd'
  | 'padStart';

/** JavaScript's own method on primitives. */
function delegated(name: Name, read: (call: MethodCall) => readonly unknown[]): Method {
  return (call) => {
    const self = text(call);
    call.machine.meter.text(self.length);
    const method = Reflect.get(String.prototype, name) as HostFunction;
    return fromHost(
      computed(() => Reflect.apply(method, self, read(call)) as string | number | boolean | undefined),
      call.machine.symbols,
    );
  };
}

const reading =
  (...hints: Hints) =>
  (call: MethodCall) =>
    hostArguments(call, hints);

const table = (names: readonly Name[], of: (name: Name) => Method): Record<string, Method> =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

function withoutPattern(name: Name): Method {
  const plain = delegated(name, reading('string', 'number'));
  return (call) => {
    if (patternOf(argument(call, 0), call.machine) !== undefined)
      throw typeFault(`First argument to String.prototype.${name} must not be a regular expression`);
    return plain(call);
  };
}

function padded(name: 'padEnd' | 'padStart'): Method {
  const plain = delegated(name, reading('number', 'string'));
  return (call) => {
    call.machine.meter.text(Math.max(0, toNumber(argument(call, 0), call.machine)) || 0);
    return plain(call);
  };
}

const repeat: Method = (call) => {
  const self = text(call);
  const times = toInteger(argument(call, 0), call.machine);
  if (times < 0 || times === Number.POSITIVE_INFINITY) throw typeFault(`Invalid count value: ${times}`);
  call.machine.meter.text(self.length * times);
  return stringOperand(self === '' ? '' : self.repeat(times));
};

const split: Method = (call) => {
  const { machine } = call;
  const self = text(call);
  const limit = argument(call, 1);
  const most = limit.kind === 'undefined' ? 2 ** 32 - 1 : toNumber(limit, machine) >>> 0;
  const separator = argument(call, 0);
  const pattern = patternOf(separator, machine);
  machine.meter.cells(self.length);
  if (pattern !== undefined) return madeStrings(splitByPattern(pattern, { text: self, most }, machine), machine.meter);
  if (separator.kind === 'undefined') return madeStrings(most === 0 ? [] : [self], machine.meter);
  return madeStrings(self.split(toText(separator, machine), most), machine.meter);
};

const match: Method = (call) => {
  const { machine } = call;
  const self = text(call);
  const pattern = patternOf(argument(call, 0), machine) ?? asPattern(call, '');
  const isGlobal = pattern.flags.includes('g');
  const found = matchesOf(pattern, { text: self, from: isGlobal ? 0 : pattern.lastIndex, all: isGlobal }, machine);
  if (found.length === 0) return NULL;
  if (!isGlobal) return matchArray(found[0]!, self, machine);
  return madeStrings(
    found.map(({ groups }) => groups[0]),
    machine.meter,
  );
};

const matchAll: Method = (call) => {
  const { machine } = call;
  const self = text(call);
  const pattern = patternOf(argument(call, 0), machine) ?? asPattern(call, 'g');
  if (!pattern.flags.includes('g'))
    throw typeFault('String.prototype.matchAll called with a non-global RegExp argument');
  const found = matchesOf(pattern, { text: self, from: pattern.lastIndex, all: true }, machine);
  return madeIterator(
    found.map((item) => matchArray(item, self, machine)),
    'RegExp String',
    machine.meter,
  );
};

const search: Method = (call) => {
  const pattern = patternOf(argument(call, 0), call.machine) ?? asPattern(call, '');
  const [found] = matchesOf(pattern, { text: text(call), from: 0, all: false }, call.machine);
  return numberOperand(found?.index ?? -1);
};

function asPattern(call: MethodCall, flags: string) {
  const given = argument(call, 0);
  const source = given.kind === 'undefined' ? '(?:)' : toText(given, call.machine);
  return { source, flags, lastIndex: 0 };
}

function replacing(all: boolean): Method {
  return (call) => {
    const { machine } = call;
    const self = text(call);
    const pattern = patternOf(argument(call, 0), machine);
    if (all && pattern !== undefined && !pattern.flags.includes('g'))
      throw typeFault('replaceAll must be called with a global RegExp');
    const isGlobal = pattern?.flags.includes('g') ?? false;
    const found =
      pattern === undefined
        ? occurrences(self, toText(argument(call, 0), machine), { all, machine })
        : matchesOf(pattern, { text: self, from: isGlobal ? 0 : pattern.lastIndex, all: isGlobal }, machine);
    return stringOperand(replaced(self, found, call));
  };
}

function occurrences(self: string, wanted: string, { all, machine }: { all: boolean; machine: Machine }): Match[] {
  const found: Match[] = [];
  for (let at = self.indexOf(wanted); at >= 0; at = self.indexOf(wanted, at + Math.max(1, wanted.length))) {
    machine.meter.cells(1);
    found.push({ index: at, groups: [wanted], named: undefined });
    if (!all || (wanted === '' && at === self.length)) break;
  }
  return found;
}

function replaced(self: string, found: readonly Match[], call: MethodCall): string {
  const { machine } = call;
  const by = argument(call, 1);
  const template = isMade(by, 'function') || by.kind === 'object' ? undefined : toText(by, machine);
  let result = '';
  let end = 0;
  for (const item of found) {
    const put =
      template === undefined
        ? toText(machine.call(by, UNDEFINED, replacementArguments(item, self, machine)), machine)
        : expanded(template, item, self, machine);
    machine.meter.text(put.length + item.index - end);
    result += self.slice(end, item.index) + put;
    end = item.index + item.groups[0]!.length;
  }
  machine.meter.text(result.length + self.length - end);
  return result + self.slice(end);
}

function replacementArguments(item: Match, self: string, machine: Machine): readonly Operand[] {
  const groups = item.groups.map((group) => (group === undefined ? UNDEFINED : stringOperand(group)));
  const named = matchArray(item, self, machine).properties.get('groups');
  return [
    ...groups,
    numberOperand(item.index),
    stringOperand(self),
    ...(named === undefined || named.kind === 'undefined' ? [] : [named]),
  ];
}

export const STRING_METHODS: Functions = functionsOf({
  ...table(INDEXED, (name) => delegated(name, reading('number'))),
  ...table(SEARCHING, (name) => delegated(name, reading('string', 'number'))),
  ...table(PLAIN, (name) => delegated(name, reading('string'))),
  ...table(LOCALE, (name) => delegated(name, localeArguments)),
  ...table(WITHOUT_PATTERN, withoutPattern),
  padEnd: padded('padEnd'),
  padStart: padded('padStart'),
  concat: (call) => {
    const texts = [text(call), ...call.args.map((item) => toText(item, call.machine))];
    call.machine.meter.text(texts.reduce((sum, { length }) => sum + length, 0));
    return stringOperand(texts.join(''));
  },
  repeat,
  split,
  match,
  matchAll,
  search,
  replace: replacing(false),
  replaceAll: replacing(true),
});

export const STRING_FUNCTIONS: Functions = functionsOf({
  fromCharCode: (call) => stringOperand(String.fromCharCode(...call.args.map((item) => toNumber(item, call.machine)))),
  fromCodePoint: (call) =>
    stringOperand(computed(() => String.fromCodePoint(...call.args.map((item) => toNumber(item, call.machine))))),
});
