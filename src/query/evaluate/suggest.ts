/** What may stand at the end of an unfinished expression: names in scope, or properties of the value before a dot or bracket. */
import { parseExpressionAt, tokenizer } from 'acorn';
import { compile } from './evaluate.js';
import { HELPERS } from './helpers.js';
import { globalNames, methodNames } from './library/index.js';
import { isMade, madeClasses, madeContents } from './made.js';
import { known, type Operand, type Surroundings } from './operand.js';
import { partsOf, viewOf } from './recorded.js';

export interface Suggestion {
  readonly name: string;
  readonly kind: 'variable' | 'property' | 'method' | 'global' | 'helper';
  readonly detail: string | undefined;
}

export interface Suggestions {
  /** where the text begins that a suggestion replaces, up to the end */
  readonly start: number;
  readonly items: readonly Suggestion[];
}

/** Properties of one object that are looked at. */
const MAX_PROPERTIES = 1000;

const NAME = '[\\p{ID_Start}$_#][\\p{ID_Continue}$]*';
const MEMBER = new RegExp(`\\??\\.\\s*(${NAME})?$`, 'u');
const ELEMENT = /(?:\?\.)?\[\s*(["'])([^"'\]]*)$/;
const PLAIN_NAME = new RegExp(`(${NAME})?$`, 'u');

export function suggest(text: string, surroundings: Surroundings): Suggestions {
  const member = MEMBER.exec(text);
  if (member !== null) return members(text, surroundings, { end: member.index, typed: member[1] ?? '' });
  const element = ELEMENT.exec(text);
  if (element !== null)
    return members(text, surroundings, { end: element.index, typed: element[2] ?? '', quoted: true });
  const typed = PLAIN_NAME.exec(text)?.[1] ?? '';
  const isInNumber = /[\d.]$/.test(text.slice(0, text.length - typed.length));
  const items = isInNumber ? [] : [...variables(surroundings), ...helpers(), ...globals()];
  return { start: text.length - typed.length, items: starting(items, typed) };
}

/** Those that begin like what was typed, each name once: the innermost variable of a name hides the others. */
function starting(items: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const wanted = typed.toLowerCase();
  const seen = new Set<string>();
  return items.filter(({ name }) => name.toLowerCase().startsWith(wanted) && !seen.has(name) && seen.add(name));
}

function variables({ recording, at, frame, names }: Surroundings): readonly Suggestion[] {
  const given = [...(names?.keys() ?? [])].map((name) => ({ name, scope: 'given' }));
  const scopes = recording
    .scopes(at, frame)
    .flatMap(({ kind, variables }) => variables.map(({ name }) => ({ name, scope: kind })));
  return [...given, ...scopes].map(({ name, scope }) => ({ name, kind: 'variable', detail: scope }));
}

const helpers = (): readonly Suggestion[] =>
  HELPERS.map(({ name, signature, text }) => ({ name, kind: 'helper', detail: `${signature}: ${text}` }));

const globals = (): readonly Suggestion[] => globalNames().map((name) => ({ name, kind: 'global', detail: undefined }));

interface Typed {
  readonly end: number;
  readonly typed: string;
  readonly quoted?: boolean;
}

function members(text: string, surroundings: Surroundings, { end, typed, quoted = false }: Typed): Suggestions {
  const start = text.length - typed.length;
  const base = operandBefore(text.slice(0, end));
  const value = base === undefined ? undefined : compile(base);
  const result = value?.ok ? value.value.evaluate(surroundings) : undefined;
  if (result?.ok !== true) return { start, items: [] };
  const found = memberNames(result.value, surroundings);
  const items = quoted ? found.filter(({ kind }) => kind === 'property') : found.filter(({ name }) => isName(name));
  return { start, items: starting(items, typed) };
}

const isName = (name: string): boolean => new RegExp(`^${NAME}$`, 'u').test(name);

function memberNames(operand: Operand, surroundings: Surroundings): readonly Suggestion[] {
  const [own, classes] = ownNames(known(operand, 'the value'), { surroundings });
  return [
    ...own.map((name): Suggestion => ({ name, kind: 'property', detail: undefined })),
    ...classes.flatMap((className) =>
      methodNames(className).map((name): Suggestion => ({ name, kind: 'method', detail: className })),
    ),
  ];
}

type Names = readonly [own: readonly string[], classes: readonly string[]];

const LENGTH = ['length'];
const SIZE = ['size'];

function ownNames(value: Operand, context: { readonly surroundings: Surroundings }): Names {
  switch (value.kind) {
    case 'made': {
      const sizes = isMade(value, 'array') ? LENGTH : isMade(value, 'map') || isMade(value, 'set') ? SIZE : [];
      return [[...madeContents(value).named.map(([name]) => name), ...sizes], madeClasses(value)];
    }
    case 'object': {
      const view = viewOf(value, context);
      const named = partsOf(value, 'named', context, { start: 0, count: MAX_PROPERTIES });
      const sizes =
        view.kind === 'array' || view.kind === 'typedArray'
          ? LENGTH
          : view.kind === 'map' || view.kind === 'set'
            ? SIZE
            : [];
      return [[...named.filter(({ symbol }) => !symbol).map(({ name }) => name), ...sizes], view.classChain];
    }
    case 'undefined':
    case 'null':
      return [[], []];
    case 'string':
      return [LENGTH, ['String', 'Object']];
    default:
      return [
        [],
        [value.kind === 'bigint' ? 'BigInt' : `${value.kind.charAt(0).toUpperCase()}${value.kind.slice(1)}`, 'Object'],
      ];
  }
}

/** The operand that a member would be of: `cart.items` at the end of `total + cart.items`. */
function operandBefore(text: string): string | undefined {
  for (const start of tokenStarts(text)) {
    const operand = text.slice(start);
    if (isOperand(operand)) return operand;
  }
  return undefined;
}

function tokenStarts(text: string): number[] {
  const starts: number[] = [];
  try {
    for (const { start } of tokenizer(text, { ecmaVersion: 'latest' })) starts.push(start);
  } catch {
    // An open string or template: what began before it counts.
  }
  return starts;
}

/** Would a dot after it make a member of all of it? */
function isOperand(text: string): boolean {
  try {
    const { type, end } = parseExpressionAt(`${text}.x`, 0, { ecmaVersion: 'latest' });
    return (type === 'MemberExpression' || type === 'ChainExpression') && end === text.length + 2;
  } catch {
    return false;
  }
}
