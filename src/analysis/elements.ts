/** What the text says of lists: which expressions gave a call's result its elements, and which list a callback's parameter is an element of. */
import { ts } from 'ts-morph';
import { bare } from './syntax.js';

export type ElementSource =
  /** values that are elements of these, or these values */
  | { readonly kind: 'elements'; readonly lists: readonly ts.Expression[]; readonly values?: readonly ts.Expression[] }
  /** values that are properties of this */
  | { readonly kind: 'properties'; readonly object: ts.Expression }
  /** values that a callback returned; first: what it began with, if it was called with that */
  | { readonly kind: 'returns'; readonly callback: ts.Expression; readonly first?: ts.Expression };

type Call = ts.CallExpression | ts.NewExpression;

/** What they give, or leave in the receiver, are elements that the receiver had. */
const KEEP = new Set([
  ...['filter', 'slice', 'splice', 'sort', 'toSorted', 'reverse', 'toReversed', 'toSpliced', 'copyWithin', 'values'],
  ...['concat', 'flat', 'with', 'fill', 'push', 'unshift', 'pop', 'shift'],
]);
/** Arguments that become elements, too, of the result or of the receiver: from this one on. */
const GIVEN: Readonly<Record<string, number>> = {
  concat: 0,
  push: 0,
  unshift: 0,
  fill: 0,
  with: 1,
  splice: 2,
  toSpliced: 2,
};
/** Their results are elements of the receiver. */
const TAKE = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
const FOLD = new Set(['reduce', 'reduceRight']);
/** They call their first argument with an element first. */
const EACH = new Set([
  ...['map', 'flatMap', 'filter', 'forEach', 'some', 'every'],
  ...['find', 'findLast', 'findIndex', 'findLastIndex'],
]);
const COMPARE = new Set(['sort', 'toSorted']);

/** Where the elements come from of what a call gives, or of the list that it changes. */
export function elementsOf(call: Call): ElementSource | undefined {
  const { receiver, method, args } = partsOf(call);
  const [first, second] = args;
  if (receiver === undefined || method === undefined)
    return isGlobal(call.expression, 'Set') && first !== undefined ? { kind: 'elements', lists: [first] } : undefined;
  if (isGlobal(receiver, 'Array') && method === 'from' && first !== undefined)
    return second === undefined ? { kind: 'elements', lists: [first] } : { kind: 'returns', callback: second };
  if (isGlobal(receiver, 'Object'))
    return method === 'values' && first !== undefined ? { kind: 'properties', object: first } : undefined;
  if ((method === 'map' || method === 'flatMap') && first !== undefined) return { kind: 'returns', callback: first };
  if (!KEEP.has(method)) return undefined;
  const given = listed(args.slice(GIVEN[method] ?? args.length));
  return { ...given, lists: [...given.lists, ...(method === 'concat' ? args : []), receiver] };
}

/** What is written between brackets: elements, and lists that are spread or, for who makes them flat, nested. */
export function listed(written: readonly ts.Expression[]): Extract<ElementSource, { kind: 'elements' }> {
  const lists = written.flatMap((one) =>
    ts.isSpreadElement(one) ? [one.expression] : ts.isArrayLiteralExpression(one) ? [one] : [],
  );
  return { kind: 'elements', lists, values: written.filter((one) => !ts.isSpreadElement(one)) };
}

/** Where an element comes from that a loop goes through; `path` leads from it to the value. */
export function loopedOver(
  over: ts.Expression,
  path: string,
): { readonly source: ElementSource; readonly path: string } {
  const node = bare(over);
  const { receiver, method, args } = ts.isCallExpression(node) ? partsOf(node) : NO_PARTS;
  const [first] = args;
  if (method !== 'entries' || receiver === undefined || !path.startsWith('[1]'))
    return { source: { kind: 'elements', lists: [node] }, path };
  const source: ElementSource =
    isGlobal(receiver, 'Object') && first !== undefined
      ? { kind: 'properties', object: first }
      : { kind: 'elements', lists: [receiver] };
  return { source, path: path.slice('[1]'.length) };
}

/** Where what a call gives comes from, if it gives one of many values. */
export function takenBy(call: Call): ElementSource | undefined {
  const { receiver, method, args } = partsOf(call);
  const [first, second] = args;
  if (receiver === undefined || method === undefined) return undefined;
  if (TAKE.has(method)) return { kind: 'elements', lists: [receiver] };
  if (!FOLD.has(method) || first === undefined) return undefined;
  return { kind: 'returns', callback: first, ...(second && { first: second }) };
}

/** Where a parameter of a callback comes from that was given to a call. */
export function givenToCallback(call: Call, callback: ts.Node, index: number): ElementSource | undefined {
  const { receiver, method, args } = partsOf(call);
  if (receiver === undefined || method === undefined) return undefined;
  const [first, second] = args;
  if (isGlobal(receiver, 'Array') && method === 'from' && second === callback)
    return index === 0 && first !== undefined ? { kind: 'elements', lists: [first] } : undefined;
  if (first !== callback) return undefined;
  if (FOLD.has(method) && index === 0) return takenBy(call);
  const isElement = FOLD.has(method) ? index === 1 : COMPARE.has(method) ? index < 2 : EACH.has(method) && index === 0;
  return isElement ? { kind: 'elements', lists: [receiver] } : undefined;
}

/** Sources of `Object.assign(target, ...sources)`, the one that is copied last first. */
export function assigned(call: Call): readonly ts.Expression[] {
  const { receiver, method, args } = partsOf(call);
  return receiver !== undefined && isGlobal(receiver, 'Object') && method === 'assign' ? [...args].reverse() : [];
}

/** The call that a function literal was given to. */
export function callGiven(callback: ts.Node): Call | undefined {
  const { parent } = callback;
  return parent !== undefined && (ts.isCallExpression(parent) || ts.isNewExpression(parent)) ? parent : undefined;
}

interface Parts {
  readonly receiver: ts.Expression | undefined;
  readonly method: string | undefined;
  readonly args: readonly ts.Expression[];
}

const NO_PARTS: Parts = { receiver: undefined, method: undefined, args: [] };

function partsOf(call: Call): Parts {
  const args = (call.arguments ?? []).map(bare);
  const callee = bare(call.expression);
  return ts.isCallExpression(call) && ts.isPropertyAccessExpression(callee)
    ? { receiver: callee.expression, method: callee.name.text, args }
    : { receiver: undefined, method: undefined, args };
}

const isGlobal = (node: ts.Expression, name: string): boolean => ts.isIdentifier(node) && node.text === name;
